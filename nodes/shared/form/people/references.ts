import isEmpty from 'lodash/isEmpty';
import omit from 'lodash/omit';
import type { IDataObject } from 'n8n-workflow';
import { toFlatFields } from '../../person/flatRow';
import { isJsonObject, urn, type JsonObject } from '../../schema/attributes';
import { fieldsById } from '../../schema/flatFields';
import { isSameText } from '../../schema/listEntries';
import type { PathStep } from '../../schema/scimPath';
import type { Reference, UserDocument } from '../../person/userDocument';

/** How SAP Concur takes another user: by UUID or by employee number. */
export type PersonReference = { value: string } | { employeeNumber: string };

/** What a document says in the place of a field that names somebody; undefined without. Pure. */
export function referenceIn(document: UserDocument, fieldId: string): JsonObject | undefined {
	const { schema, steps = [] } = fieldsById.get(fieldId)?.path ?? {};
	const found = steps.reduce<unknown>(
		(value, { name, conditions }) => {
			const child = isJsonObject(value) ? value[name] : undefined;
			return Array.isArray(child) ? child.find((entry) => meets(entry, conditions)) : child;
		},
		document[schema ?? ''],
	);
	return isJsonObject(found) ? found : undefined;
}

/**
 * The document with somebody else in the place of a field that names somebody, or with nobody; the rest stays. Pure.
 * @param reference undefined leaves the attribute out
 */
export function withReference(
	document: UserDocument,
	fieldId: string,
	reference: PersonReference | undefined,
): UserDocument {
	const { schema = '', steps = [] } = fieldsById.get(fieldId)?.path ?? {};
	const changed = put(document[schema], steps, reference);
	if (!isEmpty(changed)) return { ...document, [schema]: changed } as UserDocument;
	const { schemas } = document;
	const others = Array.isArray(schemas) ? schemas.filter((known) => known !== schema) : schemas;
	return { ...omit(document, schema), schemas: others } as UserDocument;
}

/**
 * The document of a user with the manager's UUID, which is the only way to set one (open-questions 46), or without a manager.
 * Pure.
 */
export const withManager = (document: UserDocument, userId: string | undefined) =>
	withReference(document, 'manager', userId === undefined ? undefined : { value: userId });

function put(value: unknown, steps: PathStep[], reference?: PersonReference): unknown {
	const [step, ...rest] = steps;
	if (!step) return reference;
	if (!isJsonObject(value)) return value;
	const child = value[step.name];
	const changed = Array.isArray(child)
		? (child as unknown[]).map((entry) =>
				meets(entry, step.conditions) ? put(entry, rest, reference) : entry,
			)
		: put(child, rest, reference);
	return changed === undefined ? omit(value, step.name) : { ...value, [step.name]: changed };
}

const meets = (entry: unknown, conditions: PathStep['conditions']) =>
	isJsonObject(entry) &&
	Object.entries(conditions).every(([name, wanted]) => isSameText(entry[name], wanted));

/**
 * What was sent, by the IDs of the flat fields, for sentences about what SAP Concur rejects: an approver as the row names
 * them. Pure.
 */
export function sentValues({
	document,
	references,
}: {
	document: UserDocument;
	references: Reference[];
}): IDataObject {
	const approvers = references.filter(({ fieldId }) => fieldId !== 'manager');
	const keys = approvers.map(({ fieldId, key }) => [fieldId, key] as const);
	return { ...toFlatFields(document), ...Object.fromEntries(keys) };
}

/** Whom a field names as an approver has to have this role. SAP: v4.user-provisioning, Approver Extension. */
export const roleOfApprover: Record<string, string> = {
	reportApprover: 'EXP_APPROVER',
	reportApprover2: 'EXP_APPROVER',
	cashAdvanceApprover: 'EXP_APPROVER',
	requestApprover: 'REQ_APPROVER',
	requestApprover2: 'REQ_APPROVER',
	invoiceApprover: 'INV_APPROVER',
	purchaseRequestApprover: 'INV_PURCH_REQ_APPROVER',
	statementApprover: 'STATEMENT_APPROVER',
	budgetApprover: 'SHD_BUDGET_APPROVER',
};

/** The codes of the roles that a document assigns; those that it removes have null for their groups. Pure. */
export function rolesAssigned(document: JsonObject): string[] {
	const extension = document[urn.role];
	const list: unknown = isJsonObject(extension) ? extension.roles : undefined;
	return (Array.isArray(list) ? list : []).flatMap((role: unknown) =>
		isJsonObject(role) && role.roleGroups !== null ? String(role.roleName) : [],
	);
}
