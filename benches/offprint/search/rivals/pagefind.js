// As Pagefind's documentation has it for an interface of one's own. Its files are beside the page.
export const open = async () => {
    const engine = await import('/pagefind/pagefind.js');
    await engine.init();
    return async (text, { limit }) => {
        const { results } = await engine.search(text);
        const hits = await Promise.all(results.slice(0, limit).map((result) => result.data()));
        return hits.map(({ url, meta, excerpt }) => {
            return { id: Number(url.split('/').at(-2)), url, title: meta.title, excerpt };
        });
    };
};
