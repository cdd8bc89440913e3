import type { Reporter, TestModule } from 'vitest/node';

/** Ends the run with one line that a script can read: `12 passed, 0 failed`. A file that cannot be loaded counts as failed. */
export default class ClosingLine implements Reporter {
	onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly unknown[]) {
		let passed = 0;
		let failed = unhandledErrors.length;
		for (const module of modules) {
			const states = [...module.children.allTests()].map((test) => test.result().state);
			passed += states.filter((state) => state === 'passed').length;
			failed += states.filter((state) => state === 'failed').length;
			if (module.state() === 'failed' && !states.includes('failed')) failed += 1;
		}
		// At exit, because the other reporters write their summary after this hook.
		process.once('exit', () => console.log(`${passed} passed, ${failed} failed`));
	}
}
