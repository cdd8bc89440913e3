import get from 'lodash/get';
import { NodeOperationError } from 'n8n-workflow';
import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { nodeOf } from '../../concur/pause';
import { quoted } from '../../schema/fieldIssue';
import { asNodeError, isTool, type NodeError } from '../nodeError';
import { isSwitchedOn } from '../parameters/ownSwitch';
import { addPeople, peopleBefore } from './peopleOfRun';

const letAgentsWrite: INodeProperties = {
	displayName: 'Let AI Agents Write',
	name: 'letAgentsWrite',
	type: 'boolean',
	noDataExpression: true,
	default: false,
	description: 'Whether an AI agent may change users in SAP Concur with this tool',
	// Only the variant of the node that an agent uses has them (n8n-workflow: getPropertyValues).
	displayOptions: { show: { '@tool': [true] } },
};

const mostPeoplePerRun: INodeProperties = {
	displayName: 'Most People per Run',
	name: 'mostPeoplePerRun',
	type: 'number',
	noDataExpression: true,
	typeOptions: { minValue: 1 },
	default: 5,
	description:
		'How many people an AI agent may change with this tool in one run of the workflow, in all its calls together. For more, nothing is sent.',
	displayOptions: { show: { '@tool': [true], letAgentsWrite: [true] } },
};

/** The fields of an operation that writes, for the node as a tool. */
export const agentFields = [letAgentsWrite, mostPeoplePerRun];

/** What decides how much a run may do. An item of an agent holds what its model says, so no expression may stand there. */
const choices: Record<string, string> = {
	resource: 'Resource',
	operation: 'Operation',
	inactivePeople: 'Inactive People',
	stopWhenMoreThanPeople: 'Stop When More Than (People)',
	stopWhenMoreThanPercent: 'Stop When More Than (% of Rows)',
	options: 'Options',
	'options.clearWith': 'Clear With',
};

/**
 * Why an AI agent may not do what it is about to write; undefined where it may, and where no agent runs the node. Otherwise the
 * people of this call count as people of the run.
 */
export function refusedToAgent(this: IExecuteFunctions): NodeError | undefined {
	if (!isTool.call(this)) return undefined;
	try {
		const refusal = refusalOf.call(this);
		if (!refusal) addPeople(this, this.getInputData().length);
		return refusal;
	} catch (caught) {
		return asNodeError.call(this, caught);
	}
}

/** @throws NodeOperationError for an expression in the switch */
function refusalOf(this: IExecuteFunctions): NodeOperationError | undefined {
	// A model may see the message alone (n8n: ephemeral-node-executor).
	const refuse = (message: string, description: string) =>
		new NodeOperationError(this.getNode(), message, { description });
	if (!isSwitchedOn.call(this, letAgentsWrite)) {
		return refuse(
			`Nothing was sent: this tool may not change users in SAP Concur until a person turns on '${letAgentsWrite.displayName}' in its node`,
			'Do not try again before a person has done this. Operations that only read are always allowed.',
		);
	}
	const { parameters } = nodeOf(this);
	const open = Object.keys(choices).find((path) => isExpression(get(parameters, path)));
	if (open) {
		return refuse(
			`Nothing was sent: '${choices[open]}' in the node of this tool is an expression, and an AI agent must not choose it`,
			'A person has to select or enter it in the node.',
		);
	}
	const most: unknown = parameters[mostPeoplePerRun.name] ?? mostPeoplePerRun.default;
	if (typeof most !== 'number') {
		return refuse(
			`Nothing was sent: '${mostPeoplePerRun.displayName}' in the node of this tool must be a number (set: ${quoted(most)})`,
			'A person has to enter a number there; an expression cannot set it.',
		);
	}
	const before = peopleBefore(this);
	const people = before + this.getInputData().length;
	if (people <= most) return undefined;
	const advice =
		before === 0
			? `Send at most ${most} people at a time.`
			: `Earlier calls of this run were for ${before} of them. Do not try again in this run.`;
	return refuse(
		`Nothing was sent: this run is for ${people} people, and an AI agent may change at most ${most} in one run`,
		`${advice} For more, a person has to raise '${mostPeoplePerRun.displayName}' in the node of this tool.`,
	);
}

/** n8n leaves the "=" off where its form takes no expression (n8n-workflow, getNodeParameters). */
const isExpression = (value: unknown) =>
	typeof value === 'string' && (value.startsWith('=') || value.includes('{{'));
