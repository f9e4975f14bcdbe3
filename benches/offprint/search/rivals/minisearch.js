// As MiniSearch's guide has it for search as one types: titles weigh twice, an edit for every five letters,
// the last word as a prefix.
import MiniSearch from 'minisearch';

const options = { fields: ['title', 'text'], storeFields: ['title', 'url'] };

export const build = (documents) => {
    const index = new MiniSearch(options);
    index.addAll(documents);
    return { 'index.json': JSON.stringify(index) };
};

export const open = async ([index]) => {
    const engine = MiniSearch.loadJSON(await (await index).text(), options);
    const last = (term, at, terms) => at === terms.length - 1;
    return (text, { limit, typing }) =>
        engine.search(text, { boost: { title: 2 }, fuzzy: 0.2, prefix: typing ? last : false }).slice(0, limit);
};
