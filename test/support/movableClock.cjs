// Loaded into a real n8n with `node --require`, so that a test of what n8n does after minutes need not last minutes:
// the clock of its process goes ahead by the milliseconds in the file that MOVABLE_CLOCK_FILE names. Timers and
// performance.now stay real, and so do the clocks of Code nodes and of expressions, which n8n runs elsewhere.
const { readFileSync } = require('node:fs');

const RealDate = Date;
const realNow = RealDate.now;
const file = process.env.MOVABLE_CLOCK_FILE;
const readEveryMs = 100;
let ahead = 0;
let readAt = -Infinity;

// Looked up when somebody asks for the time, because a timer or a watcher would keep n8n from ending.
function now() {
	const elapsed = performance.now();
	if (elapsed - readAt >= readEveryMs) {
		readAt = elapsed;
		const text = readFileSync(file, 'utf8');
		// Empty for a moment while it is written.
		if (text !== '') ahead = Number(text);
	}
	return realNow() + ahead;
}

// The same object behind it: what was made before, or by Node itself, is an instance of this Date, too.
globalThis.Date = new Proxy(RealDate, {
	apply: () => new RealDate(now()).toString(),
	construct: (target, values, newTarget) =>
		Reflect.construct(target, values.length === 0 ? [now()] : values, newTarget),
});
RealDate.now = now;
RealDate.prototype.constructor = globalThis.Date;
