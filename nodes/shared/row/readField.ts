import { isJsonObject, type AttributeRules } from '../schema/attributes';
import type { ValueKind } from '../schema/fieldTable';
import { findRole } from '../schema/roles';
import { isUuid } from '../schema/uuid';
import { readBoolean, readText, readValue, toList, type Reading } from './readValue';

/** Reads the value of a flat field. The caller leaves blank values out. */
export function readField(
	valueKind: ValueKind | undefined,
	rules: AttributeRules,
	sent: unknown,
): Reading {
	if (valueKind === undefined) return readValue(rules, sent);
	if (valueKind === 'roles') return readRoles(sent);
	if (valueKind === 'role') {
		const reading = readBoolean(sent);
		// null asks for the role's removal, as it does for every other value.
		return 'value' in reading ? { value: { roleGroups: reading.value ? [] : null } } : reading;
	}
	const reading = readText(sent);
	if (!('value' in reading)) return reading;
	const { value: text } = reading;
	if (valueKind === 'ruleClass') {
		return { value: /^\d+$/.test(text) ? { id: Number(text) } : { name: text } };
	}
	return { value: isUuid(text) ? { value: text } : { employeeNumber: text } };
}

/**
 * Reads roles: a list, or text separated by commas, of codes or SAP's names. Groups follow a colon:
 * 'EXP_PROCESSOR:Group A|Group B'. An unknown role keeps its text, so that the check can name it.
 */
export function readRoles(sent: unknown): Reading {
	const value = toList(sent).map((entry): unknown => {
		if (isJsonObject(entry)) {
			const roleName =
				typeof entry.roleName === 'string' ? roleCode(entry.roleName) : entry.roleName;
			return { roleGroups: [], ...entry, roleName };
		}
		const [name = '', ...groups] = String(entry).split(':');
		const roleGroups = groups
			.join(':')
			.split('|')
			.map((group) => group.trim());
		return { roleName: roleCode(name), roleGroups: roleGroups.filter((group) => group !== '') };
	});
	return { value };
}

function roleCode(text: string): string {
	return findRole(text)?.roleName ?? text.trim();
}
