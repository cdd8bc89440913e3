// Loaded into the n8n that `npm run bench` measures memory in: notes how much is in use right after garbage was collected, because what
// V8 has not collected yet says nothing. One line: milliseconds since 1970, bytes.
const { appendFileSync } = require('node:fs');
const { setFlagsFromString } = require('node:v8');
const { runInNewContext } = require('node:vm');

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc');
setInterval(() => {
	collect();
	const { heapUsed, external } = process.memoryUsage();
	appendFileSync(process.env.BENCH_HEAP_FILE, `${Date.now()} ${heapUsed + external}\n`);
}, 250).unref();
