// npm run simulator -- --port 4010 [--users 250] [--latency 50] [--seed 1] [--host 127.0.0.1]
import { parseArgs } from 'node:util';
import { startSimulator } from './index.mts';

const { values } = parseArgs({
	options: {
		port: { type: 'string', default: '4010' },
		host: { type: 'string', default: '127.0.0.1' },
		users: { type: 'string', default: '0' },
		seed: { type: 'string', default: '1' },
		latency: { type: 'string', default: '0' },
	},
});

function wholeNumber(name: 'port' | 'users' | 'seed' | 'latency'): number {
	const text = values[name];
	if (/^\d+$/.test(text)) return Number(text);
	console.error(`--${name} must be a whole number, not '${text}'`);
	process.exit(2);
}

const simulator = await startSimulator({
	port: wholeNumber('port'),
	host: values.host,
	users: wholeNumber('users'),
	seed: wholeNumber('seed'),
	latency: wholeNumber('latency'),
});
console.log(`Simulator ready at ${simulator.url}`);
for (const signal of ['SIGINT', 'SIGTERM'] as const)
	process.once(signal, () => void simulator.close().then(() => process.exit(0)));
