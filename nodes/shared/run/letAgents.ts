// What an AI agent may write: nothing, unless a person has allowed it in the node.
import { NodeOperationError } from 'n8n-workflow';
import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { nodeOf } from '../concur/pause';
import { quoted } from '../schema/fieldIssue';
import { asNodeError, isTool, type NodeError } from './nodeError';
import { isSwitchedOn } from './parameters/ownSwitch';

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
		'How many people an AI agent may send to this tool in one run. With more, nothing is sent.',
	displayOptions: { show: { '@tool': [true], letAgentsWrite: [true] } },
};

/** The fields of an operation that writes, for the node as a tool. */
export const agentFields = [letAgentsWrite, mostPeoplePerRun];

/** Why an AI agent may not do what it is about to write; undefined where it may, and where no agent runs the node. */
export function refusedToAgent(this: IExecuteFunctions): NodeError | undefined {
	if (!isTool.call(this)) return undefined;
	try {
		return refusal.call(this);
	} catch (caught) {
		return asNodeError.call(this, caught);
	}
}

/** @throws NodeOperationError for an expression in the switch */
function refusal(this: IExecuteFunctions): NodeOperationError | undefined {
	// A model often sees the message alone (n8n: ephemeral-node-executor).
	const refuse = (message: string, description: string) =>
		new NodeOperationError(this.getNode(), message, { description });
	if (!isSwitchedOn.call(this, letAgentsWrite)) {
		return refuse(
			`Nothing was sent: this tool may not change users in SAP Concur until a person turns on '${letAgentsWrite.displayName}' in its node`,
			'Do not try again before a person has done this. Operations that only read are always allowed.',
		);
	}
	const people = this.getInputData().length;
	const most: unknown = nodeOf(this).parameters[mostPeoplePerRun.name] ?? mostPeoplePerRun.default;
	if (typeof most !== 'number') {
		return refuse(
			`Nothing was sent: '${mostPeoplePerRun.displayName}' in the node of this tool must be a number (set: ${quoted(most)})`,
			'A person has to enter a number there; an expression cannot set it.',
		);
	}
	if (people <= most) return undefined;
	return refuse(
		`Nothing was sent: this run is for ${people} people, and an AI agent may change at most ${most} in one run`,
		`Send at most ${most} people at a time. For more, a person has to raise '${mostPeoplePerRun.displayName}' in the node of this tool.`,
	);
}
