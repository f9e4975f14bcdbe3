// Makes one choice and says how long it took, in milliseconds. `arguments`: what kind of control (`click`
// or `type`), the selector of the control, and what is typed.
const [kind, selector, text] = arguments;
const main = document.getElementById('main');
const inFacets = (node) => document.getElementById('facets')?.contains(node);
const before = location.search;
const files = () => performance.getEntriesByType('resource').length;
const filesBefore = files();
let start, patched, laidOut, waited, touched = false;
return new Promise((done) => {
    const watch = new MutationObserver((records) => {
        const now = performance.now();
        touched ||= records.some(({ target }) => inFacets(target));
        if (patched === undefined) {
            // All of the answer is written at once; what every answer changes is the links to choose by.
            if (location.search === before || !touched) return;
            if (kind === 'type') start = window.firedAt ?? start;
            patched = now - start;
            waited = files() > filesBefore;
            document.body.getBoundingClientRect();
            laidOut = performance.now() - start;
        }
        if (!main.querySelector('#results .pending')) {
            watch.disconnect();
            done({ patched, laid_out: laidOut, rows: now - start, waited, query: location.search });
        }
    });
    watch.observe(main, { childList: true, characterData: true, subtree: true });
    const control = document.querySelector(selector);
    window.firedAt = null;
    start = performance.now();
    if (kind === 'type') {
        control.value = text;
        control.dispatchEvent(new InputEvent('input', { bubbles: true }));
    } else {
        control.click();
    }
    setTimeout(() => done(null), 20000);
});
