// Whether items are as n8n's editor shows them before the first run.
import Ajv from 'ajv';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { resolveOutputSchemaPath } from 'n8n-core';
import type { IDataObject, INodeType } from 'n8n-workflow';
import { nodesFolder } from '../../../scripts/schemas.mts';
import type { Schema } from '../../../scripts/schemas/jsonSchema.mts';

/** What an operation puts out; the trigger has neither resource nor operation. */
export interface Operation {
	node: INodeType;
	resource?: string;
	operation?: string;
}

/** The file that n8n finds for it. */
export const fileOf = ({ node, resource, operation }: Operation): string =>
	resolveOutputSchemaPath({
		nodeDir: join(nodesFolder, node.constructor.name),
		version: String(node.description.version),
		resource,
		operation,
	})!;

/** The schema there. */
export const schemaOf = (operation: Operation): Schema =>
	JSON.parse(readFileSync(fileOf(operation), 'utf8')) as Schema;

/** Where items are not as their schema says; what the schema does not name is wrong, too. */
export function faultsIn(operation: Operation, items: readonly IDataObject[]): string[] {
	const isLike = new Ajv({ nullable: true, allErrors: true }).compile(closed(schemaOf(operation)));
	return items.flatMap((item) => {
		if (isLike(item)) return [];
		return isLike.errors!.map(
			({ dataPath, message, params }) => `${dataPath} ${message} ${JSON.stringify(params)}`,
		);
	});
}

/** An object whose properties are listed has no others; one without a list can hold anything. */
function closed(schema: Schema): object {
	const { items, properties, ...rest } = schema;
	return {
		...rest,
		...(items && { items: closed(items) }),
		...(properties && {
			properties: Object.fromEntries(
				Object.entries(properties).map(([name, own]) => [name, closed(own)]),
			),
			additionalProperties: false,
		}),
	};
}
