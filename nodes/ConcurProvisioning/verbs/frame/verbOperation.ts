import reject from 'lodash/reject';
import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { checkDocument } from '../../../shared/check/checkDocument';
import { todayIn } from '../../../shared/check/checkEnd';
import { changesOf, requireReadable } from '../../../shared/form/changesOf';
import { changesOfRow } from '../../../shared/form/existing/changesOfRow';
import { sentValues } from '../../../shared/form/people/references';
import { companyOf, issuesError, type UserForm } from '../../../shared/form/readUserDocument';
import { chosenUser, userLocator } from '../../../shared/form/userLocator';
import { clearWordOf } from '../../../shared/form/mapper/clearWord';
import { namesIn } from '../../../shared/person/namesIn';
import { patchMessage } from '../../../shared/person/patchMessage';
import { shortNamesIn } from '../../../shared/person/patchOperations';
import type { UserDocument } from '../../../shared/person/userDocument';
import { lossesByPatch } from '../../../shared/run/brake/losses';
import type { BatchOperation, OperationBase } from '../../../shared/run/operation';
import { isReading } from '../../../shared/run/understood';
import { urn, type JsonObject, type ProfilePart } from '../../../shared/schema/attributes';
import type { FieldIssue } from '../../../shared/schema/fieldIssue';
import { fieldsById } from '../../../shared/schema/flatFields';
import type { Verb as Name } from '../../submit/submission';
import { submitOperation } from '../../submit/submitOperation';
import { findEverybody, type Found, type VerbForm } from './findEverybody';
import { readInputs, type Inputs } from './inputs';
import { withApprovers } from './people';

/** What a verb does to one user. */
export interface Change {
	/** What the user is to have afterwards, as far as the verb is about it; null for what goes. */
	document: JsonObject;
	/** What the person should know. */
	notices?: string[];
	/** Why nothing can be sent. */
	issues?: FieldIssue[];
}

interface Verb<Choices> extends Omit<OperationBase, 'writes'> {
	verb: Name;
	/** Those of the fields that are read as columns of an HR table. */
	inputs: Inputs;
	/** Reads the other fields. @param read what the inputs say */
	choices(this: IExecuteFunctions, itemIndex: number, read: UserForm): Choices;
	/** Whom the other fields name, by any key. */
	keys?(form: VerbForm & Choices): string[];
	readsExpense(form: VerbForm & Choices): boolean;
	/** What changes; it asks SAP Concur nothing. @param today YYYY-MM-DD in the workflow's time zone */
	change(form: VerbForm & Choices, found: Found, today: string): Change;
	options?: INodeProperties[];
}

/**
 * Makes an operation that reads a user, compares, and sends what differs. A second call finds nothing that differs and sends
 * nothing.
 */
export function verbOperation<Choices extends object>({
	verb,
	inputs,
	choices,
	keys = () => [],
	readsExpense,
	change,
	options,
	fields,
	...texts
}: Verb<Choices>): BatchOperation {
	type Form = VerbForm & Choices & { found?: Found };
	return submitOperation<Form>(
		{
			...texts,
			fields: [userLocator, ...fields],

			check(itemIndex) {
				const user = chosenUser.call(this, itemIndex);
				const clearWith = options ? clearWordOf.call(this) : undefined;
				const read = readInputs.call(this, itemIndex, fields, inputs, clearWith);
				return { ...read, user, ...choices.call(this, itemIndex, read) };
			},

			resolve: findEverybody<Form>({
				keys: (form) => [...form.references.map(({ key }) => key), ...keys(form)],
				readsExpense,
			}),

			async complete(itemIndex, form) {
				const there = form.found as Found;
				const { existing } = there;
				requireReadable.call(this, itemIndex, form.document, existing);
				const named = withApprovers(itemIndex, form, there);
				const whole = { ...form, ...named.form };
				const made = change(whole, there, todayIn(this.getTimezone()));
				const document = withSchemas(made.document);
				const companyId = await companyOf.call(this);
				const labels = labelsOf(fields, inputs);
				const found = [...named.issues, ...(made.issues ?? [])];
				const rules = { companyId, area: 'provisioning' } as const;
				const issues =
					found.length > 0 ? found : checkDocument(document, 'update', rules).map(labels);
				if (issues.length > 0) throw issuesError.call(this, issues, itemIndex);
				const read: ProfilePart[] = ['identity', ...(there.hasExpense ? ['spend' as const] : [])];
				const operations = changesOf.call(this, itemIndex, document, existing, read);
				const isUnchanged = operations.length === 0;
				const notices = [...whole.notices, ...(made.notices ?? [])];
				return {
					itemIndex,
					operation: isUnchanged ? 'unchanged' : verb,
					method: 'PATCH',
					path: `/Users/${existing.id}`,
					data: patchMessage(operations),
					document,
					userId: existing.id,
					...namesIn(existing),
					sent: shortNamesIn(operations),
					values: sentValues({ ...whole, document }),
					changes: changesOfRow({ ...whole, document }, operations, existing),
					losses: lossesByPatch(operations, existing),
					notices: isUnchanged ? reject(notices, isReading) : notices,
				};
			},
		},
		{ options },
	);
}

const withSchemas = (document: JsonObject): UserDocument =>
	({
		schemas: [urn.core, ...Object.keys(document).filter((key) => key.startsWith('urn:'))],
		...document,
	}) as UserDocument;

/** Puts the labels of the form in the place of those of the columns. */
function labelsOf(fields: INodeProperties[], inputs: Inputs) {
	const labels = new Map(
		fields.flatMap(({ name, displayName }) => {
			const fieldId = inputs[name];
			return fieldId && fieldsById.has(fieldId) ? [[fieldId, displayName] as const] : [];
		}),
	);
	return (issue: FieldIssue): FieldIssue => ({
		...issue,
		label: labels.get(issue.fieldId ?? '') ?? issue.label,
	});
}
