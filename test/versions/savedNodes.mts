// The workflows that the present nodes are saved as: one for each node, with every operation.
import type { INodeParameters, INodeType, INodeTypeDescription } from 'n8n-workflow';
import { ConcurEssTrigger } from '../../nodes/ConcurEssTrigger/ConcurEssTrigger.node.ts';
import { asStored } from '../support/concur.mts';
import { identity, provisioning, status, wrongThenRight } from '../nodes/operations.mts';
import { asSaved, everyValue, newestVersion } from './everyValue.mts';

export interface SavedNode {
	id: string;
	name: string;
	/** With the name of the package. */
	type: string;
	typeVersion: number;
	position: [number, number];
	parameters: INodeParameters;
}

export interface SavedWorkflow {
	name: string;
	nodes: SavedNode[];
	connections: object;
	settings: object;
}

/** The trigger's parameters with which it runs. */
const allEvents = (description: INodeTypeDescription): INodeParameters => {
	const events = description.properties.find(({ name }) => name === 'events')!;
	return {
		events: events.options!.map((option) => ('value' in option ? String(option.value) : '')),
	};
};

const trigger = new ConcurEssTrigger();

/** The nodes by their internal names. */
export const presentNodes: Record<string, INodeType> = Object.fromEntries(
	[identity, provisioning, status, trigger].map((node) => [node.description.name, node]),
);

/** By internal name of the node. */
export function savedWorkflows(): Record<string, SavedWorkflow> {
	return Object.fromEntries(
		Object.values(presentNodes).map(({ description }) => [
			description.name,
			{
				name: description.displayName,
				nodes: formsOf(description).map(({ name, parameters }, index) => ({
					id: `${description.name}-${index}`,
					name,
					type: `n8n-nodes-sap-concur.${description.name}`,
					typeVersion: newestVersion(description),
					position: [(index % 8) * 208, Math.floor(index / 8) * 208] as [number, number],
					parameters,
				})),
				connections: {},
				settings: { executionOrder: 'v1' },
			},
		]),
	);
}

/** For each operation the form that the tests run, and those with every value. */
function formsOf(description: INodeTypeDescription) {
	const isTrigger = description.name === trigger.description.name;
	const running: Array<[string, INodeParameters]> = isTrigger
		? [['trigger', allEvents(description)]]
		: wrongThenRight
				.filter(([node]) => node.description.name === description.name)
				.map(([, operation, given]) => [
					operation,
					asStored(operation, { ...given }) as INodeParameters,
				]);
	return running.flatMap(([name, parameters]) => {
		const { resource, operation } = asSaved(description, parameters, true);
		const forms = everyValue(
			description,
			isTrigger ? {} : { resource: resource!, operation: operation! },
		);
		return [
			{ name, parameters: asSaved(description, parameters) },
			...forms.map((form, index) => ({ name: `${name}, form ${index + 1}`, parameters: form })),
		];
	});
}
