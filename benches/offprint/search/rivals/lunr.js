// As lunr's guide and its author have it for search as one types: exact words first, then the last as a
// prefix, then words one edit away. The index knows no titles: they are a file beside it.
import lunr from 'lunr';

export const build = (documents) => {
    const index = lunr(function () {
        this.ref('id');
        this.field('title', { boost: 10 });
        this.field('text');
        for (const document of documents) this.add(document);
    });
    const titles = documents.map(({ title, url }) => ({ title, url }));
    return { 'index.json': JSON.stringify(index), 'titles.json': JSON.stringify(titles) };
};

export const open = async (files) => {
    const [index, titles] = await Promise.all(files.map(async (file) => (await file).json()));
    const engine = lunr.Index.load(index);
    const find = (terms, typing, editDistance) => engine.query((query) => {
        query.term(terms, { boost: 100 });
        if (typing) {
            const wildcard = lunr.Query.wildcard.TRAILING;
            query.term(terms.slice(-1), { boost: 10, usePipeline: false, wildcard });
        }
        if (editDistance) query.term(terms, { boost: 1, usePipeline: false, editDistance });
    });
    // Its fuzzy matching throws at some words: they are looked for as they are.
    const tolerant = (terms, typing) => {
        try {
            return find(terms, typing, 1);
        } catch {
            return find(terms, typing, 0);
        }
    };
    return (text, { limit, typing }) => {
        const terms = lunr.tokenizer(text);
        const hits = terms.length > 0 ? tolerant(terms, typing) : [];
        return hits.slice(0, limit).map(({ ref }) => ({ id: Number(ref), ...titles[ref] }));
    };
};
