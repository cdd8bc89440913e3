import { isJsonObject, type AttributeRules, type JsonObject } from '../schema/attributes';
import type { Finding } from '../schema/fieldIssue';
import type { ValueKind } from '../schema/fieldTable';
import { findRole } from '../schema/roles';
import { isUuid } from '../schema/uuid';
import { readText } from './readText';
import type { Beside, Reading } from '../schema/reading';
import { isBlank, readBoolean, readValue, toList, tooManyEntries } from './readValue';

/** Reads the value of a flat field. The caller leaves blank values out. */
export function readField(
	valueKind: ValueKind | undefined,
	rules: AttributeRules,
	sent: unknown,
	beside: Beside,
): Reading {
	if (valueKind === undefined || valueKind === 'status' || valueKind === 'product')
		return readValue(rules, sent, beside);
	if (valueKind === 'roles') return readRoles(sent, beside);
	if (valueKind === 'role') {
		const reading = readBoolean(sent);
		// null asks for the role's removal, as it does for every other value.
		return 'value' in reading ? { value: { roleGroups: reading.value ? [] : null } } : reading;
	}
	const format = valueKind === 'reference' || valueKind === 'manager' ? 'personNumber' : 'code';
	const reading = readText({ type: 'string', format }, sent, beside);
	if (!('value' in reading)) return reading;
	const { value: text } = reading;
	if (valueKind === 'ruleClass') {
		const isId = /^[1-9]\d{0,14}$/.test(text);
		return { ...reading, value: isId ? { id: Number(text) } : { name: text } };
	}
	return { ...reading, value: isUuid(text) ? { value: text } : { employeeNumber: text } };
}

/** Of roles and their groups. */
const codeRules: AttributeRules = { type: 'string', format: 'code' };

/**
 * Reads roles: a list, or text separated by commas, of codes or SAP's names. Groups follow a colon:
 * 'EXP_PROCESSOR:Group A|Group B'. An unknown role keeps its text, so that the check can name it.
 */
export function readRoles(sent: unknown, beside: Beside): Reading {
	const entries = toList(sent);
	const tooMany = tooManyEntries(entries.length);
	if (tooMany) return tooMany;
	const value: JsonObject[] = [];
	for (const entry of entries) {
		const reading = isJsonObject(entry)
			? readRoleObject(entry, beside)
			: readText(codeRules, entry, beside);
		if ('problem' in reading) return reading;
		value.push(typeof reading.value === 'string' ? roleIn(reading.value) : reading.value);
	}
	return { value };
}

function roleIn(text: string): JsonObject {
	const [name = '', ...groups] = text.split(':');
	const roleGroups = groups
		.join(':')
		.split('|')
		.map((group) => group.trim());
	return { roleName: roleCode(name), roleGroups: roleGroups.filter((group) => group !== '') };
}

/** A role as SAP Concur writes it; one without a name is for the check to find. */
function readRoleObject(entry: JsonObject, beside: Beside): { value: JsonObject } | Finding {
	const name = isBlank(entry.roleName)
		? { value: '' }
		: readText(codeRules, entry.roleName, beside);
	// null asks for the role's removal.
	const groups: Reading =
		entry.roleGroups === null
			? { value: null }
			: readValue({ ...codeRules, multiValued: true }, entry.roleGroups ?? [], beside);
	if ('problem' in name) return name;
	if ('problem' in groups) return groups;
	const roleName = name.value === '' ? entry.roleName : roleCode(name.value);
	return { value: { ...entry, roleName, roleGroups: groups.value } };
}

function roleCode(text: string): string {
	return findRole(text)?.roleName ?? text.trim();
}
