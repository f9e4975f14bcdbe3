// As FlexSearch's documentation has it for tolerant search: sounds that are alike are one, titles match from
// their beginning, and documents without some of the words are suggested after those with all.
import { Charset, Document } from 'flexsearch';

const create = () => new Document({
    document: {
        id: 'id',
        store: ['title', 'url'],
        index: [
            { field: 'title', tokenize: 'forward', encoder: Charset.LatinBalance },
            { field: 'text', tokenize: 'strict', encoder: Charset.LatinBalance },
        ],
    },
});

export const build = async (documents) => {
    const index = create();
    for (const document of documents) index.add(document);
    const parts = {};
    await index.export((key, part) => { parts[key] = part; });
    return { 'index.json': JSON.stringify(parts) };
};

export const open = async ([index]) => {
    const engine = create();
    const parts = await (await index).json();
    for (const [key, part] of Object.entries(parts)) await engine.import(key, part);
    return (text, { limit }) => engine
        .search(text, { limit, suggest: true, enrich: true, merge: true })
        .slice(0, limit)
        .map(({ id, doc }) => ({ id, ...doc }));
};
