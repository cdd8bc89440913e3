import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, it, onTestFinished } from 'vitest';
import { startVirtualClock } from './virtualClock.mts';

const pause = async (ms: number) => await new Promise((resolve) => setTimeout(resolve, ms));

it('ends a pause almost at once, and moves the clock by it', async () => {
	const clock = startVirtualClock();
	onTestFinished(() => clock.stop());
	const began = clock.now();
	await pause(5000);
	expect(clock.now() - began).toBeGreaterThanOrEqual(5000);
});

it('leaves alone the timer by which fetch counts its time limits', async () => {
	// In a process of its own, because fetch makes the timer only once.
	const program = `
		import { createServer } from 'node:http';
		const server = createServer((_, response) => response.end()).listen(0, async () => {
			const { setTimeout } = globalThis;
			globalThis.setTimeout = (callback, ...rest) => {
				console.log(callback.name);
				return setTimeout(callback, ...rest);
			};
			await fetch('http://127.0.0.1:' + server.address().port);
			process.exit();
		});`;
	const args = ['--input-type=module', '--eval', program];
	const { stdout } = await promisify(execFile)(process.execPath, args);
	expect(stdout.trim().split('\n')).toEqual(['onTick']);

	const clock = startVirtualClock();
	onTestFinished(() => clock.stop());
	let hasTicked = false;
	const timer = setTimeout(function onTick() {
		hasTicked = true;
	}, 499);
	await pause(5000);
	clearTimeout(timer);
	expect(hasTicked).toBe(false);
});
