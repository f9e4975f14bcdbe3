// Offprint's own worker, asked as its page asks it: what the page would show comes as HTML.
const files = document.querySelector('script[data-search-wasm]').dataset;
let opened;
const open = async () => {
    const module = await WebAssembly.compileStreaming(fetch(files.searchWasm));
    const worker = new Worker(files.searchWorker, { type: 'module' });
    const base = document.querySelector('meta[name=offprint-base]').content;
    worker.postMessage({ module, glue: files.searchJs, base, entry: null });
    let id = 0;
    let waiting;
    worker.onmessage = ({ data }) => {
        if (data.trouble) waiting.fail(new Error(data.trouble));
        if (data.whole && data.id === id) waiting.done(data);
    };
    return (text, { typing, palette }) => new Promise((done, fail) => {
        id += 1;
        waiting = { done, fail };
        // A space ends the last word.
        const words = typing ? text : `${text} `;
        worker.postMessage({ id, search: `q=${encodeURIComponent(words)}`, palette, again: false });
    });
};
window.openEngine = () => opened ??= open();
