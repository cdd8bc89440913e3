// Rules of the identity that SAP's attribute list cannot express (api-facts 4, 6).
import type { JsonObject } from '../http/json.mts';
import { urn } from '../scim/urns.mts';
import type { Violation } from '../scim/validate.mts';
import type { IdentityContext } from './context.mts';

/**
 * Checks an identity that already has the right shape.
 *
 * @returns the violations of login, company, manager, list and leave rules.
 */
export function identityRules(simulator: IdentityContext, identity: JsonObject): Violation[] {
	const enterprise = identity[urn.enterprise] as JsonObject;
	const found = [
		...loginCharacters(simulator, identity.userName as string),
		...oncePerType(identity, 'emails', []),
		...oncePerType(identity, 'addresses', []),
		// SAP: v4.1.identity, User: one phone per type, mobile may repeat.
		...oncePerType(identity, 'phoneNumbers', ['mobile']),
		...primaryMobile(simulator, listOf(identity, 'phoneNumbers')),
		...leaves(listOf(enterprise, 'leavesOfAbsence')),
	];
	const company = enterprise.companyId as string;
	if (company.toLowerCase() !== simulator.companyId.toLowerCase())
		found.push(broken(`${urn.enterprise}:companyId`, 'Value'));
	const manager = (enterprise.manager as JsonObject | undefined | null)?.value;
	if (manager && !simulator.users.get(manager as string))
		found.push(broken(`${urn.enterprise}:manager.value`, 'Value'));
	return found;
}

/** SAP: v4.1.identity, userName, forbids the apostrophe; help.sap.com has a grave accent in its place (open-questions 86). */
function loginCharacters({ settings }: IdentityContext, userName: string): Violation[] {
	const forbidden = { apostrophe: "'", graveAccent: '`', neither: undefined };
	const character = forbidden[settings.loginWithout];
	const isRight = character === undefined || !userName.includes(character);
	return isRight ? [] : [broken('userName', 'Characters')];
}

function oncePerType(identity: JsonObject, list: string, repeatable: string[]): Violation[] {
	const seen = new Set<string>();
	return listOf(identity, list).flatMap(({ type }, index) => {
		const key = typeof type === 'string' ? type.toLowerCase() : '';
		if (repeatable.includes(key)) return [];
		if (seen.has(key)) return [broken(`${list}[${index}].type`, 'Value')];
		seen.add(key);
		return [];
	});
}

/**
 * SAP: v4.1.identity, phoneNumbers.primary: one mobile number must be primary, and only one; Postman sends lists without
 * (open-questions 81).
 */
function primaryMobile({ settings }: IdentityContext, phones: JsonObject[]): Violation[] {
	const mobiles = phones.filter(({ type }) => (type as string)?.toLowerCase() === 'mobile');
	if (mobiles.length === 0) return [];
	const primaries = mobiles.filter(({ primary }) => primary === true).length;
	const isRight = primaries === 1 || (primaries === 0 && settings.primaryMobile === 'optional');
	return isRight ? [] : [broken('phoneNumbers.primary', 'Value')];
}

/** SAP: leave-of-absence: start before end, no overlap; so only the last leave may be open. */
function leaves(list: JsonObject[]): Violation[] {
	const path = `${urn.enterprise}:leavesOfAbsence`;
	const periods = list
		.map(({ startDate, endDate }, index) => ({
			index,
			start: (startDate as string).slice(0, 10),
			end: (endDate as string | null | undefined)?.slice(0, 10),
		}))
		.sort((a, b) => a.start.localeCompare(b.start));
	return periods.flatMap(({ index, start, end }, position) => {
		const next = periods[position + 1];
		if (end !== undefined && end <= start) return [broken(`${path}[${index}].endDate`, 'Value')];
		if (next && (end === undefined || end >= next.start))
			return [broken(`${path}[${next.index}].startDate`, 'Value')];
		return [];
	});
}

function listOf(holder: JsonObject, name: string): JsonObject[] {
	return (holder[name] ?? []) as JsonObject[];
}

function broken(schemaPath: string, problem: string): Violation {
	return { code: 'INVALID_VALUE', message: `Invalid '${schemaPath}' ${problem}`, schemaPath };
}
