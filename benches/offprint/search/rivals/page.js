// A page with a box and a list, as a blog would have it: the engine and its data come when the box gets the
// focus, both at once; what is typed is answered when they are there.
const { engine, files } = document.documentElement.dataset;
const box = document.getElementById('box');
const list = document.getElementById('list');

let opened;
window.openEngine = () => opened ??= (() => {
    const data = files.split(' ').filter(Boolean).map((file) => fetch(`data/${file}`));
    return import(`/bench/${engine}.js`).then(({ open }) => open(data));
})();

let asked = 0;
const answer = async () => {
    const number = ++asked;
    const text = box.value;
    const search = await window.openEngine();
    const hits = await search(text, { limit: 10, typing: true });
    if (number !== asked) return;
    list.replaceChildren(...hits.map(({ url, title, excerpt }) => {
        const item = document.createElement('li');
        const link = document.createElement('a');
        link.href = url;
        link.textContent = title;
        item.append(link);
        if (excerpt) {
            const paragraph = document.createElement('p');
            paragraph.innerHTML = excerpt;
            item.append(paragraph);
        }
        return item;
    }));
    list.dataset.answered = text;
};
box.addEventListener('focus', window.openEngine);
box.addEventListener('input', answer);
