// Loaded into the n8n that `npm run bench` measures memory in: notes how much is in use right after garbage was collected, because what
// V8 has not collected yet says nothing. It begins once the file is there. One line: milliseconds since 1970, bytes.
const { appendFileSync, existsSync } = require('node:fs');
const { setFlagsFromString } = require('node:v8');
const { runInNewContext } = require('node:vm');

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc');
const file = process.env.BENCH_HEAP_FILE;

function note() {
	if (existsSync(file)) {
		collect();
		const { heapUsed, external } = process.memoryUsage();
		appendFileSync(file, `${Date.now()} ${heapUsed + external}\n`);
	}
	// A collection takes as long as there is much in use; n8n needs the processor in between.
	setTimeout(note, 1000).unref();
}
note();
