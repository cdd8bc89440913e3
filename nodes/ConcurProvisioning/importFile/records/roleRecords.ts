import uniq from 'lodash/uniq';
import { urn, type JsonObject } from '../../../shared/schema/attributes';
import { quoted } from '../../../shared/schema/fieldIssue';
import { findRole, type Role } from '../../../shared/schema/roles';
import { faultAt, unsupported, type Cell } from './cells';
import codes from './roleCodes.json';
import { groupIn, partsOf, type Reader } from './parts';

/** By the codes of the file. SAP's Employee Import Specification calls each role as the API's list of roles does. */
const roleOfCode: Partial<Record<string, string>> = codes;

/** Codes that SAP names, and for which the API has no role that can be assigned. */
const withoutRole: Partial<Record<string, string>> = {
	GROUP_ANALYST: 'SAP has retired the role',
	INVOICE_RCVR: "SAP's pages do not say which role it is",
};

/**
 * The roles that records 400 give somebody, as a part of SAP Concur's user document. A role that can be limited is given for
 * the group that the segments name, and never for all groups instead. Pure. SAP: user-provisioning/mapping/400.
 */
export function rolesIn(records: ReadonlyArray<readonly Cell[]>, reader: Reader): JsonObject {
	const found = new Map<string, string[]>();
	for (const cells of records) {
		const cell = partsOf(cells).role;
		const role = cell && roleAt(cell, reader);
		const group = role && groupIn(cells, reader);
		if (!role || group === undefined) continue;
		const { roleName, name, groupAware } = role;
		const isForGroup = groupAware === true && group !== '';
		const groups = found.get(roleName);
		// For all groups once is for all.
		const isForAll = !isForGroup || groups?.length === 0;
		found.set(roleName, isForAll ? [] : uniq([...(groups ?? []), group]));
		if (isForGroup) {
			reader.notices.push(`${name}: given for the group ${quoted(group)} made of the segments`);
		}
	}
	const roles = [...found].map(([roleName, roleGroups]) => ({ roleName, roleGroups }));
	return roles.length > 0 ? { [urn.role]: { roles } } : {};
}

function roleAt(cell: Cell, reader: Reader): Role | undefined {
	const code = cell.text.toUpperCase();
	const role = findRole(roleOfCode[code] ?? cell.text);
	const reason = withoutRole[code] ?? (role?.retired ? 'SAP has retired the role' : undefined);
	if (reason !== undefined) reader.notSupported.push(unsupported(cell, reason));
	else if (!role) {
		const cure = 'Use a role code of the Employee Import Specification, such as ACCT_CLERK.';
		const problem = cell.text === '' ? 'is missing' : 'has an unknown role';
		reader.faults.push(faultAt(cell, { problem, cure }));
	}
	return reason === undefined ? role : undefined;
}
