/**
 * How long some work takes if the machine has nothing else to do: in milliseconds of the processor's time of this process.
 * A limit on it fails nobody because other programs, or another worker of the tests, run as well.
 */
export async function spentMs(work: () => unknown): Promise<number> {
	const before = process.cpuUsage();
	await work();
	const { user, system } = process.cpuUsage(before);
	return (user + system) / 1000;
}
