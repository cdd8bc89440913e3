// Where n8n looks for output schemas, and what stands there.
import type { INodeType } from 'n8n-workflow';
import { ConcurEssTrigger } from '../../nodes/ConcurEssTrigger/ConcurEssTrigger.node.ts';
import { ConcurIdentity } from '../../nodes/ConcurIdentity/ConcurIdentity.node.ts';
import { ConcurProvisioning } from '../../nodes/ConcurProvisioning/ConcurProvisioning.node.ts';
import { ConcurProvisioningStatus } from '../../nodes/ConcurProvisioningStatus/ConcurProvisioningStatus.node.ts';
import { eventItem } from './event.mts';
import { identityItems } from './identity.mts';
import { object, type Schema } from './jsonSchema.mts';
import { provisioningItems } from './provisioning.mts';
import { ended } from './requests.mts';

type Operations = Record<string, Schema>;

/** One file for each operation, by its path below nodes/. */
export function schemaFiles(): Map<string, Schema> {
	const status = object(ended);
	const trigger = folderOf(new ConcurEssTrigger());
	return new Map([
		...ofOperations(new ConcurIdentity(), identityItems),
		...ofOperations(new ConcurProvisioning(), provisioningItems),
		...ofOperations(new ConcurProvisioningStatus(), {
			provisioningRequest: { get: status, wait: status },
		}),
		// A node without operations: n8n's editor asks for the first one, its AI builder takes the second one, too.
		[`${trigger}.json`, eventItem],
		[`${trigger}/output.json`, eventItem],
	]);
}

const ofOperations = (node: INodeType, resources: Record<string, Operations>) =>
	Object.entries(resources).flatMap(([resource, operations]) =>
		Object.entries(operations).map(([operation, schema]): [string, Schema] => [
			`${folderOf(node)}/${resource}/${operation}.json`,
			schema,
		]),
	);

/** The folder of a node is named like its class. */
function folderOf({ constructor, description }: INodeType): string {
	const version = [...String(description.version).split('.'), '0', '0'].slice(0, 3).join('.');
	return `${constructor.name}/__schema__/v${version}`;
}
