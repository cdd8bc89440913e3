/** Measures what most of 200 rounds take, so that a pause of the machine does not count. */
export function medianMs(work: () => unknown): number {
	const durations = Array.from({ length: 200 }, () => {
		const started = performance.now();
		work();
		return performance.now() - started;
	});
	return durations.sort((one, other) => one - other)[100];
}
