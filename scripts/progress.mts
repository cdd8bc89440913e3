// What a person sees while something takes minutes: one changing line on a terminal, plain lines elsewhere.
export interface Progress {
	/** Ends the display with a last line. */
	end(outcome: string): void;
}

/** 83000 → "1:23". */
export function minutes(ms: number): string {
	const seconds = Math.floor(ms / 1000);
	return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

/**
 * Shows `what`, the time since the start and whatever `detail` says at that moment, until end() is called.
 * On a terminal the line is rewritten every second; in a log a new line comes every ten seconds.
 */
export function showProgress(what: string, detail: () => string = () => ''): Progress {
	const startedAt = Date.now();
	const terminal = process.stdout.isTTY;
	const text = () =>
		[`${what} ${minutes(Date.now() - startedAt)}`, detail()].filter(Boolean).join(', ');
	const rewrite = (line: string) => {
		process.stdout.write(`\r\x1b[K${line.slice(0, (process.stdout.columns ?? 80) - 1)}`);
	};
	const show = () => (terminal ? rewrite(text()) : console.log(`  ${text()}`));
	if (terminal) show();
	else console.log(what);
	const timer = setInterval(show, terminal ? 1000 : 10_000);
	return {
		end(outcome) {
			clearInterval(timer);
			if (terminal) rewrite('');
			console.log(`${what}: ${outcome} (${minutes(Date.now() - startedAt)})`);
		},
	};
}

/** Runs `work` with its progress shown; a failure ends the display and is passed on. */
export async function withProgress<T>(
	what: string,
	work: () => Promise<T>,
	detail?: () => string,
): Promise<T> {
	const progress = showProgress(what, detail);
	try {
		const result = await work();
		progress.end('done');
		return result;
	} catch (error) {
		progress.end('failed');
		throw error;
	}
}
