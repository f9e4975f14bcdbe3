// As Orama's documentation has it: titles weigh twice, one edit is tolerated. It keeps whole documents.
import { create, insertMultiple, load, save, search } from '@orama/orama';

const empty = () => create({ schema: { title: 'string', text: 'string', url: 'string' } });
const properties = ['title', 'text'];

export const build = async (documents) => {
    const index = empty();
    await insertMultiple(index, documents.map(({ id, ...rest }) => ({ id: String(id), ...rest })));
    return { 'index.json': JSON.stringify(save(index)) };
};

export const open = async ([index]) => {
    const engine = empty();
    load(engine, await (await index).json());
    return async (term, { limit }) => {
        const { hits } = await search(engine, { term, properties, boost: { title: 2 }, tolerance: 1, limit });
        return hits.map(({ id, document }) => ({ id: Number(id), title: document.title, url: document.url }));
    };
};
