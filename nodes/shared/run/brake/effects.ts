// What the operations of a PATCH do, attribute by attribute. Pure.
import isEmpty from 'lodash/isEmpty';
import { isJsonObject } from '../../schema/attributes';
import { joinPath, parsePath, type PathStep } from '../../schema/scimPath';

/** An operation of a PATCH. */
export interface Operation {
	op: string;
	path?: string;
	value?: unknown;
}

/** What an operation does to one attribute, or to a part or an entry of it. */
export interface Effect {
	/** Its path, or the URN of an extension that goes as a whole. */
	attribute: string;
	op: string;
	value: unknown;
	/** Whether it is about the attribute as a whole. */
	isWhole: boolean;
	/** Which entry of a list it is about. */
	conditions: PathStep['conditions'];
	/** Which part of an entry. */
	part?: string;
}

/** One effect for each attribute that an operation is about; without a path, its value names them. */
export function effectsOf({ op, path = '', value }: Operation): Effect[] {
	const { schema, steps } = parsePath(path);
	const [first, next] = steps;
	if (first) {
		const { conditions } = first;
		// SAP removes a product without brackets: entitlements eq "Invoice" (Postman, Entitlement Removal).
		const [name = ''] = first.name.split(' ');
		const isWhole = !next && isEmpty(conditions) && name === first.name;
		const attribute = joinPath(schema, name);
		return [{ attribute, op, value, isWhole, conditions, part: next?.name }];
	}
	if (op === 'remove' || value === null) {
		return [{ attribute: schema, op: 'remove', value, isWhole: true, conditions: {} }];
	}
	const parts = Object.entries(isJsonObject(value) ? value : {});
	return parts.flatMap(([name, content]) => {
		const inner = name.startsWith('urn:') ? name : joinPath(schema, name);
		return effectsOf({ op, path: inner, value: content });
	});
}
