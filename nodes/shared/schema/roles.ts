// Spend roles that can be given to a person. SAP: v4.spend-role-code-definition; data in roles.json.
import { normalized } from './nearest';
import roleList from './roles.json';

export interface Role {
	/** SAP's code, e.g. 'EXP_APPROVER'. */
	roleName: string;
	/** SAP's name, e.g. 'Expense Approver'. */
	name: string;
	/** May be limited to groups of a hierarchy. */
	groupAware?: boolean;
	retired?: boolean;
	/** The product that grants it; such a role cannot be given by itself. */
	viaEntitlement?: string;
	/** Codes of roles that the same person must not hold. */
	excludes?: string[];
	/** Codes of roles that the same person must hold too. */
	needs?: string[];
}

export const roles: Role[] = roleList;

const byText = new Map(
	roles.flatMap((role) => [
		[normalized(role.roleName), role],
		[normalized(role.name), role],
	]),
);

/** Finds a role by its code or by SAP's name, letter case and blanks aside. */
export function findRole(text: string): Role | undefined {
	return byText.get(normalized(text));
}
