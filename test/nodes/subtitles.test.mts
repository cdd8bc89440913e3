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

it.each([new ConcurIdentity(), new ConcurProvisioning(), new ConcurProvisioningStatus()])(
	'calls each operation as the menu does',
	(type) => {
		const menus = type.description.properties.filter(({ name }) => name === 'operation');
		const operations = menus.flatMap(({ options, displayOptions }) =>
			(options as Array<{ name: string; value: string }>).map((option) => ({
				...option,
				resource: displayOptions!.show!.resource![0] as string,
			})),
		);
		expect(operations.length).toBeGreaterThan(1);
		for (const { name, value: operation, resource } of operations) {
			expect(subtitleOf(type, { resource, operation })).toBe(name);
		}
	},
);

it.each([
	[new ConcurProvisioning(), { resource: 'report', operation: 'drift' }, 'Drift Report'],
	[new ConcurIdentity(), { resource: 'user', operation: 'changedSince' }, 'Get Changed'],
	[new ConcurProvisioningStatus(), { operation: 'wait' }, 'Wait for Completion'],
	[
		new ConcurEssTrigger(),
		{ events: ['provisionCompleted', 'identityUpdated'] },
		'User Provisioned, Identity Changed',
	],
])('%#: names it in the words of the menu', (type, parameters, expected) => {
	expect(subtitleOf(type, parameters)).toBe(expected);
});
