// Expense roles that a user can have. SAP: v4.spend-role-code-definition; data in roles.json.
import { normalized } from './nearest';
import roleList from './data/roles.json';

export interface Role {
	/** SAP's code, e.g. 'EXP_APPROVER'. */
	roleName: string;
	/** SAP's name, e.g. 'Expense Approver'. */
	name: string;
	/** Whether it can be limited to groups of users. */
	groupAware?: boolean;
	retired?: boolean;
	/** The product that grants it; such a role is never sent. */
	viaEntitlement?: string;
	/** Codes of roles that the same user cannot have. */
	excludes?: string[];
	/** Codes of roles that the same user must have too. */
	needs?: string[];
}

export const roles: Role[] = roleList;

const byText = new Map(
	roles.flatMap((role) => [role.roleName, role.name].map((text) => [normalized(text), role])),
);

/** Finds a role by its code or by SAP's name, whatever its letter case and blanks. */
export function findRole(text: string): Role | undefined {
	return byText.get(normalized(text));
}
