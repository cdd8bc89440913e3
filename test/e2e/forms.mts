// Runs that wait for a form of n8n, and the person who fills it in.
import axios from 'axios';
import { setTimeout as pause } from 'node:timers/promises';
import type { Execution, N8nRest } from '../../scripts/n8n-rest.mts';

/** An execution once it is in one of these states. */
export async function executionIn(
	rest: N8nRest,
	id: string,
	states: readonly string[],
): Promise<Execution> {
	const giveUpAt = Date.now() + 120_000;
	for (;;) {
		const execution = await rest.readExecution(id);
		const isStored = Object.keys(execution.outputs).length > 0;
		if (states.includes(execution.status) && isStored) return execution;
		if (Date.now() > giveUpAt) throw new Error(`Execution ${id} is still ${execution.status}`);
		await pause(200);
	}
}

/** The address of the form for which an execution waits, as a node tells it in the column "form". */
export const formAddress = ({ outputs }: Execution, node: string): string =>
	String(outputs[node]!.at(-1)![0]![0]!.json.form);

/** The page that a browser gets. While the execution runs, n8n may answer late or not at all. */
export const formPage = async (address: string): Promise<string> =>
	(await axios.get(address, { proxy: false, timeout: 3000 })).data;

/** Sends the form as the script of its page does: the values in the order of the fields. */
export async function submitForm(address: string, values: readonly string[]): Promise<void> {
	const form = new FormData();
	for (const [index, value] of values.entries()) form.append(`field-${index}`, value);
	await axios.post(address, form, { proxy: false });
}
