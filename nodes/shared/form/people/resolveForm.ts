import { comparable, type Holders } from '../../concur/company/findPeople';
import {
	employeeNumberOf,
	fullNameOf,
	textAt,
	type IdentityUser,
} from '../../concur/identitySearch';
import { namesIn } from '../../person/namesIn';
import { jsonField, quoted, type FieldIssue, type Finding } from '../../schema/fieldIssue';
import { isSameText } from '../../schema/listEntries';
import { isUuid } from '../../schema/uuid';
import type { LocatedReference, UserForm } from '../readUserDocument';
import type { ChosenUser } from '../userLocator';
import { referenceIn, roleOfApprover, withReference, type PersonReference } from './references';
import { hasKey, isUser, whoIsMeant, type NewPerson } from './whoIsMeant';

/** A form that names other people; `user` or `existing` is whom it changes, neither for a new user. */
export type PersonForm = UserForm & { user?: ChosenUser; existing?: IdentityUser };

/** Whom the keys of all forms name. */
export interface Company {
	holders: ReadonlyMap<string, Holders>;
	/** Those whom this run creates; empty where it creates nobody. */
	people(key: string): NewPerson[];
}

/** Somebody named as an approver, and the role that this takes. */
export interface NamedApprover {
	reference: LocatedReference;
	role: string;
	who: IdentityUser | NewPerson;
	/** Whether SAP Concur names the same one already. */
	isPresent: boolean;
}

/** What became of one form. */
export interface ResolvedForm<Form> {
	form: Form;
	issues: FieldIssue[];
	approvers: NamedApprover[];
	/** The rows of those whom this run creates, by the field that names them. */
	rows: Map<string, number>;
}

/** What one reference leads to. */
interface Outcome {
	/** What takes the place of the key; null leaves the attribute out. */
	reference?: PersonReference | null;
	issue?: Finding;
	notice?: string;
	/** Who it is; an approver needs a role. */
	who?: IdentityUser | NewPerson;
	row?: number;
	isUnchecked?: true;
}

/** Puts SAP Concur's references in the place of the keys of one form, or says what is wrong with them. Pure. */
export function resolveForm<Form extends PersonForm>(
	itemIndex: number,
	form: Form,
	company: Company,
): ResolvedForm<Form> {
	let { document } = form;
	const notices = [...form.notices];
	const issues: FieldIssue[] = [];
	const approvers: NamedApprover[] = [];
	const rows = new Map<string, number>();
	const unchecked: string[] = [];
	for (const one of form.references) {
		const { fieldId, label, column, sent } = one;
		const { reference, issue, notice, who, row, isUnchecked } = outcomeOf(
			itemIndex,
			form,
			one,
			company,
		);
		if (issue) issues.push({ fieldId, label, column, sent, ...issue });
		if (reference !== undefined) {
			document = withReference(document, fieldId, reference ?? undefined);
		}
		if (notice) notices.push(`${label}: ${notice}`);
		if (row !== undefined) rows.set(fieldId, row);
		const role = roleOfApprover[fieldId];
		const isPresent = who !== undefined && 'id' in who && isNamedBy(form, fieldId, who);
		if (who && role) approvers.push({ reference: one, role, who, isPresent });
		if (isUnchecked) unchecked.push(label);
	}
	if (unchecked.length > 0) {
		notices.push(`${unchecked.join(', ')}: could not be looked up in SAP Concur before sending`);
	}
	return { form: { ...form, document, notices }, issues, approvers, rows };
}

function outcomeOf(
	itemIndex: number,
	form: PersonForm,
	reference: LocatedReference,
	{ holders, people }: Company,
): Outcome {
	const { fieldId, key, sent } = reference;
	const meant = whoIsMeant(holders.get(comparable(key)) ?? [], people(key));
	if ('finding' in meant) return { issue: meant.finding };
	if ('unknown' in meant) {
		return mayPass(reference) ? { isUnchecked: true } : { issue: notLookedUp(meant.unknown) };
	}
	const other = otherUuid(form.document, reference);
	if (other !== undefined && !('user' in meant && isSameText(meant.user.id, other))) {
		const named = 'user' in meant ? called(meant.user) : `row ${meant.person.itemIndex + 1}`;
		return { issue: twoPeople(fieldId, named, holderOf(other, holders)) };
	}
	const isOwn = 'user' in meant ? isSelf(form, meant.user) : meant.person.itemIndex === itemIndex;
	if (isOwn && fieldId === 'manager') {
		const notice = `${quoted(sent)} is the person of this row, so nothing is sent`;
		return { reference: null, notice };
	}
	return 'user' in meant
		? ofUser(meant.user, reference, form)
		: ofNewPerson(meant.person, reference);
}

function ofUser(user: IdentityUser, reference: LocatedReference, form: PersonForm): Outcome {
	// Of approvers, more is to be said than that.
	const isInactive = user.active === false && !(reference.fieldId in roleOfApprover);
	return {
		reference: referenceTo(user, reference, form),
		who: user,
		...(isInactive && { notice: `${called(user)} is inactive, so SAP Concur may reject this` }),
	};
}

/** A manager has no UUID yet; others are named by their employee number. */
function ofNewPerson(person: NewPerson, { fieldId }: LocatedReference): Outcome {
	const { itemIndex: row, employeeNumber } = person;
	if (fieldId === 'manager') return { row };
	if (employeeNumber !== undefined) return { row, who: person, reference: { employeeNumber } };
	const problem = `names row ${row + 1}, which has no employee number`;
	const cure = 'Enter an employee number in that row, or create that person first.';
	return { row, issue: { problem, cure } };
}

function notLookedUp(error: Error): Finding {
	const { message, description } = error as Error & { description?: string };
	const problem = `could not be looked up in SAP Concur: ${message}`;
	return { problem, cure: description ? description : 'Run this again.' };
}

/** What SAP Concur can check itself, because it takes the key as it is. */
const mayPass = ({ fieldId, key }: LocatedReference) =>
	isUuid(key) || (fieldId !== 'manager' && !key.includes('@'));

/** The UUID that the document has beside a key of another kind. */
export function otherUuid(
	document: UserForm['document'],
	{ fieldId, key }: LocatedReference,
): string | undefined {
	const id = referenceIn(document, fieldId)?.value;
	return typeof id === 'string' && !isSameText(id, key) ? id : undefined;
}

/** A manager is set by UUID only; others by employee number where it is what the row says (open-questions 46). */
function referenceTo(
	user: IdentityUser,
	{ fieldId, key }: LocatedReference,
	{ existing = { id: '' } }: PersonForm,
): PersonReference {
	const number = employeeNumberOf(user);
	// Whom SAP Concur names in another way already is no other person.
	const present = referenceIn(existing, fieldId) ?? {};
	if (isSameText(present.value, user.id)) return { value: user.id };
	const isPresent = present.value === undefined && isSameText(present.employeeNumber, number);
	const isByNumber = fieldId !== 'manager' && (isPresent || (!key.includes('@') && !isUuid(key)));
	return isByNumber && number !== undefined ? { employeeNumber: number } : { value: user.id };
}

/** Whether the user of a form has somebody in this place already. */
function isNamedBy({ existing }: PersonForm, fieldId: string, user: IdentityUser): boolean {
	const present = existing ? referenceIn(existing, fieldId) : undefined;
	return (
		isSameText(present?.value, user.id) ||
		isSameText(present?.employeeNumber, employeeNumberOf(user))
	);
}

/** Whether a user is whom the form itself is for. */
function isSelf({ document, user: chosen, existing }: PersonForm, user: IdentityUser): boolean {
	if (existing) return isSameText(existing.id, user.id);
	if (chosen) return chosen.searchKey?.attribute !== 'externalId' && hasKey(user, chosen.value);
	return isUser({ itemIndex: -1, keys: [], ...namesIn(document) }, user);
}

function twoPeople(fieldId: string, one: string, other: string): Finding {
	const uuid = fieldId === 'manager' ? 'Manager (UUID)' : `the UUID in ${jsonField}`;
	const problem = `and ${uuid} name two people: ${one} and ${other}`;
	return { problem, cure: 'Send only one of the two.' };
}

function holderOf(id: string, holders: Company['holders']): string {
	const found = holders.get(comparable(id));
	const [user] = Array.isArray(found) ? found : [];
	return user ? called(user) : id;
}

/** A user in a sentence, e.g. 'Ines Weber (1003)'. */
export function called(user: IdentityUser): string {
	const name = fullNameOf(user);
	const key = employeeNumberOf(user) ?? textAt(user, 'userName') ?? user.id;
	return name === '' ? key : `${name} (${key})`;
}
