import type { IContextObject, IDataObject, IExecuteFunctions } from 'n8n-workflow';

/** What became of an item. */
interface Result {
	json: IDataObject;
	error?: Error;
}

/** What n8n keeps of a node as long as an execution lasts, also while that waits; a model often calls a tool once for each person. */
function contextOf(run: IExecuteFunctions): IContextObject {
	try {
		return run.getContext('node');
	} catch {
		// A tool that is run without an execution, such as one of MCP Server Trigger: each call is a run.
		return {};
	}
}

/** For how many people an AI agent has used this node so far in this execution. */
export function peopleBefore(run: IExecuteFunctions): number {
	const { peopleOfAgents } = contextOf(run);
	return typeof peopleOfAgents === 'number' ? peopleOfAgents : 0;
}

/** Counts them before anything is sent: n8n can run several calls at the same time. */
export function addPeople(run: IExecuteFunctions, people: number): void {
	contextOf(run).peopleOfAgents = peopleBefore(run) + people;
}

/** Takes those out of the count for whom nothing was sent. */
export function forgetUnsent(run: IExecuteFunctions, results: readonly Result[]): void {
	addPeople(run, -results.filter(isUnsent).length);
}

const isUnsent = ({ json, error }: Result) =>
	'outcome' in json
		? json.outcome === 'failed' || json.outcome === 'unchanged'
		: error !== undefined;
