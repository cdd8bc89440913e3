// The line below each node on n8n's canvas.
import { Workflow, type INodeType, type NodeParameterValueType } from 'n8n-workflow';
import { expect, it } from 'vitest';
import { ConcurEssTrigger } from '../../nodes/ConcurEssTrigger/ConcurEssTrigger.node.ts';
import { ConcurIdentity } from '../../nodes/ConcurIdentity/ConcurIdentity.node.ts';
import { ConcurProvisioning } from '../../nodes/ConcurProvisioning/ConcurProvisioning.node.ts';
import { ConcurProvisioningStatus } from '../../nodes/ConcurProvisioningStatus/ConcurProvisioningStatus.node.ts';

/** What n8n shows below a node with these parameters. */
function subtitleOf(type: INodeType, parameters: Record<string, NodeParameterValueType>) {
	const { name, subtitle } = type.description;
	const node = {
		...{ id: '1', name, type: name, typeVersion: 1, position: [0, 0] as [number, number] },
		parameters,
	};
	const nodeTypes = {
		getByNameAndVersion: () => type,
		getByName: () => type,
		getKnownTypes: () => ({}),
	};
	const workflow = new Workflow({ nodes: [node], connections: {}, active: false, nodeTypes });
	return workflow.expression.getSimpleParameterValue(node, subtitle!, 'internal', {});
}

const actionNodes = [
	new ConcurIdentity(),
	new ConcurProvisioning(),
	new ConcurProvisioningStatus(),
];

it.each(actionNodes)('starts with the words of the menu, and fits on the canvas', (type) => {
	const menus = type.description.properties.filter(({ name }) => name === 'operation');
	const operations = menus.flatMap(({ options, displayOptions }) =>
		(options as Array<{ name: string; value: string }>).map((option) => ({
			...option,
			resource: displayOptions!.show!.resource![0] as string,
		})),
	);
	expect(operations.length).toBeGreaterThan(1);
	for (const { name, value: operation, resource } of operations) {
		const subtitle = String(subtitleOf(type, { resource, operation }));
		expect([name, `${name}: `]).toContain(subtitle.slice(0, `${name}: `.length));
		// n8n cuts the line at twice the width of the node.
		expect(subtitle.length, subtitle).toBeLessThanOrEqual(32);
	}
});

it.each([
	[new ConcurIdentity(), { resource: 'user', operation: 'upsert' }, 'Create or Update: User'],
	[new ConcurIdentity(), { resource: 'user', operation: 'changedSince' }, 'Get Changed: User'],
	[new ConcurIdentity(), { resource: 'connection', operation: 'check' }, 'Check: Connection'],
	[new ConcurProvisioning(), { resource: 'user', operation: 'terminate' }, 'Terminate: User'],
	[new ConcurProvisioning(), { resource: 'user', operation: 'getFormFields' }, 'Get Form Fields'],
	[new ConcurProvisioning(), { resource: 'report', operation: 'drift' }, 'Drift Report'],
	[
		new ConcurProvisioning(),
		{ resource: 'importFile', operation: 'convert' },
		'Convert: Import File',
	],
	[new ConcurProvisioningStatus(), { operation: 'wait' }, 'Wait for Completion'],
	[new ConcurEssTrigger(), { events: ['provisionCompleted'] }, 'User Provisioned'],
	[
		new ConcurEssTrigger(),
		{ events: ['provisionCompleted', 'identityUpdated', 'spendUpdated', 'travelUpdated'] },
		'User Provisioned, 3 more',
	],
])(
	'%#: names operation and resource, or the events, in the words of the form',
	(type, parameters, expected) => {
		expect(subtitleOf(type, parameters)).toBe(expected);
	},
);

it.each(actionNodes)('is empty for an operation that the menu does not have', (type) => {
	for (const operation of ['archiveEverybody', '__CUSTOM_API_CALL__', '={{ "archive" + "All" }}']) {
		expect(subtitleOf(type, { resource: 'user', operation })).toBe('');
	}
});

it.each([
	['={{ ["identityUpdated"] }}', 'Identity Changed'],
	['={{ "identityUpdated" }}', 'Identity Changed'],
	[['receiptShredded'], ''],
	[[], ''],
])('%#: never shows internal names of events', (events, expected) => {
	expect(subtitleOf(new ConcurEssTrigger(), { events: events as NodeParameterValueType })).toBe(
		expected,
	);
});
