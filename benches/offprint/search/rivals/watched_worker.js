// Before the script of a worker: says how large the memories of its WebAssembly are when the page asks.
{
    const memories = [];
    const note = (result) => {
        const { memory } = (result.instance ?? result).exports;
        if (memory) memories.push(memory);
        return result;
    };
    for (const name of ['instantiate', 'instantiateStreaming']) {
        const real = WebAssembly[name];
        WebAssembly[name] = (...all) => real.apply(WebAssembly, all).then(note);
    }
    const channel = new BroadcastChannel('memory');
    channel.onmessage = () => channel.postMessage(memories.reduce((sum, { buffer }) => sum + buffer.byteLength, 0));
}
