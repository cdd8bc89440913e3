import { isJsonObject, type AttributeRules, type JsonObject } from '../schema/attributes';
import type { Finding } from '../schema/fieldIssue';
import type { ValueKind } from '../schema/fieldTable';
import { findRole } from '../schema/roles';
import { readPerson } from './readPerson';
import { readText } from './readText';
import { readAs, type Beside, type Reading } from '../schema/reading';
import { isBlank, readValue, toList, tooManyEntries, undamaged } from './readValue';
import { readStatus } from './words/readStatus';
import { readYesNo } from './words/readYesNo';

/** Reads the value of a flat field; that of a product is true or false. The caller leaves blank values out. */
export function readField(
	valueKind: ValueKind | undefined,
	rules: AttributeRules,
	sent: unknown,
	beside: Beside,
): Reading {
	if (valueKind === undefined) return readValue(rules, sent, beside);
	if (valueKind === 'roles') return readRoles(sent, beside);
	if (valueKind === 'status' || valueKind === 'product' || valueKind === 'role') {
		const whole = undamaged(sent);
		if ('problem' in whole) return whole;
		if (valueKind === 'status') return readStatus(whole.given, beside);
		const reading = readYesNo(whole.given, beside);
		if ('problem' in reading || valueKind === 'product') return reading;
		// null asks for the role's removal, as it does for every other value.
		return { ...reading, value: { roleGroups: reading.value ? [] : null } };
	}
	if (valueKind === 'reference' || valueKind === 'manager') return readPerson(sent, beside);
	const reading = readText(codeRules, sent, beside);
	if (!('value' in reading)) return reading;
	const { value: text } = reading;
	const isId = /^[1-9]\d{0,14}$/.test(text);
	return { ...reading, value: isId ? { id: Number(text) } : { name: text } };
}

/** Of roles, their groups and the rule class. */
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
	const notices: string[] = [];
	for (const entry of entries) {
		const reading = isJsonObject(entry) ? readRoleObject(entry, beside) : readRole(entry, beside);
		if ('problem' in reading) return reading;
		value.push(reading.value);
		if (reading.notice) notices.push(reading.notice);
	}
	return { value, ...(notices.length > 0 ? { notice: notices.join('; ') } : {}) };
}

type RoleReading = { value: JsonObject; notice?: string } | Finding;

function readRole(sent: unknown, beside: Beside): RoleReading {
	const text = readText(codeRules, sent, beside);
	if ('problem' in text) return text;
	const [written = '', ...groups] = text.value.split(':');
	const roleGroups = groups
		.join(':')
		.split('|')
		.map((group) => group.trim())
		.filter((group) => group !== '');
	const { value: roleName, notice } = readAs(written.trim(), roleCode(written));
	const notices = [text.notice, notice].filter((one) => one !== undefined);
	return {
		value: { roleName, roleGroups },
		...(notices.length > 0 ? { notice: notices.join('; ') } : {}),
	};
}

/** A role as SAP Concur writes it; one without a name is for the check to find. */
function readRoleObject(entry: JsonObject, beside: Beside): RoleReading {
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
