// Makes one choice and says how long it took, in milliseconds. `arguments`: what kind of control (`click`
// or `type`), the selector of the control, and what is typed.
const [kind, selector, text] = arguments;
const main = document.getElementById('main');
// What every answer changes is the links to choose by.
const answers = ({ target }) => ['facets', 'chips'].some((id) => {
    const part = document.getElementById(id);
    return part && (part.contains(target) || target.contains(part));
});
const before = location.search;
const files = () => performance.getEntriesByType('resource').length;
const filesBefore = files();
let start, patched, laidOut, rows, waited, touched = false;
return new Promise((done) => {
    const watch = new MutationObserver((records) => {
        const now = performance.now();
        touched ||= records.some(answers);
        if (patched === undefined) {
            // All of the answer is written at once.
            if (!touched) return;
            if (kind === 'type') start = window.firedAt ?? start;
            patched = now - start;
            waited = files() > filesBefore;
            document.body.getBoundingClientRect();
            laidOut = performance.now() - start;
        }
        rows = now - start;
    });
    // The address says what is chosen once its rows are there.
    const look = () => {
        if (patched !== undefined && location.search !== before && !main.querySelector('#results .pending')) {
            watch.disconnect();
            done({ patched, laid_out: laidOut, rows, waited, query: location.search });
        } else if (performance.now() - start > 20000) {
            done(null);
        } else {
            setTimeout(look, 4);
        }
    };
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
    look();
});
