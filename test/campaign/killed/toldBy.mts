// What executions that n8n has stored say about each person.
import type { Execution, Item } from '../../../scripts/n8n-rest.mts';
import type { Report, Told } from '../flows.mts';
import type { Person } from '../people.mts';
import { identityName, resultName, sendName } from './workflows.mts';

/** Reads the items of the nodes that write and of the result. An execution without a result has nothing final. */
export function toldBy(executions: readonly Execution[], people: readonly Person[]): Told {
	const named = new Map(people.map((person) => [person.userName, person]));
	const reports = (node: string, outputs: readonly number[]) =>
		executions.flatMap((execution) =>
			(execution.outputs[node] ?? [])
				.flatMap((run) => outputs.flatMap((n) => run[n] ?? []))
				.flatMap(report),
		);
	const report = ({ json }: Item): Report[] => {
		const person = named.get(String(json.userName));
		if (!person) return [];
		// An item of the error output has no outcome.
		return [{ person, outcome: String(json.outcome ?? 'failed'), json: json as Report['json'] }];
	};
	const failed = executions.filter(({ status }) => status !== 'success');
	return {
		final: [...reports(resultName, [0, 1, 2, 3]), ...reports(identityName, [1])],
		earlier: reports(sendName, [0]),
		stopped: failed.map(({ error, status }) => ({
			node: 'the workflow',
			people: [...people],
			error: new Error(error ?? status) as never,
		})),
	};
}
