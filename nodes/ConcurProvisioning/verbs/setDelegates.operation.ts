import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { missing } from '../../shared/check/checkRequired';
import { issuesError } from '../../shared/form/readUserDocument';
import type { UserDocument } from '../../shared/person/userDocument';
import { readPerson } from '../../shared/row/readPerson';
import { toList } from '../../shared/row/readValue';
import { itemError } from '../../shared/run/nodeError';
import { parameterOf } from '../../shared/run/parameters/parameterOf';
import { isJsonObject, urn } from '../../shared/schema/attributes';
import type { FieldIssue } from '../../shared/schema/fieldIssue';
import { changedDelegates, delegatesLabel, type Delegation } from './changes/delegates';
import { choiceOf, choicesOf } from './frame/inputs';
import { withoutExpense } from './frame/people';
import { verbOperation } from './frame/verbOperation';

const delegates: INodeProperties = {
	displayName: delegatesLabel,
	name: 'delegates',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. 10023, jane.doe@example.com',
	description: 'Employee numbers, user names, emails, or UUIDs, separated by commas',
};

const action: INodeProperties = {
	displayName: 'What to Do',
	name: 'delegateAction',
	type: 'options',
	default: 'set',
	options: [
		{
			name: 'Add or Change',
			value: 'set',
			description: 'Give these people exactly the permissions below. Other delegates stay.',
		},
		{ name: 'Remove', value: 'remove', description: 'These people are delegates no longer' },
	],
};

const lists: INodeProperties = {
	displayName: 'For',
	name: 'delegateFor',
	type: 'multiOptions',
	default: ['expense'],
	options: [
		{ name: 'Expenses and Requests', value: 'expense' },
		{ name: 'Invoices', value: 'payment' },
		{ name: 'Purchase Requests', value: 'purchaseRequest' },
	],
	description: 'What they are delegates for. They need the product, too.',
};

const may: INodeProperties = {
	displayName: 'They May',
	name: 'delegateMay',
	type: 'multiOptions',
	default: ['canPrepare', 'canViewReceipt'],
	displayOptions: { show: { delegateAction: ['set'] } },
	options: [
		{ name: 'Approve', value: 'canApprove' },
		{ name: 'Get Emails', value: 'canReceiveEmail' },
		{ name: 'Get Emails About Approvals', value: 'canReceiveApprovalEmail' },
		{ name: 'Prepare', value: 'canPrepare' },
		{ name: 'Prepare for Approval', value: 'canPrepareForApproval' },
		{ name: 'Submit', value: 'canSubmit' },
		{ name: 'Submit Requests', value: 'canSubmitTravelRequest' },
		{ name: 'Use Reporting', value: 'canUseBi' },
		{ name: 'View Receipts', value: 'canViewReceipt' },
	],
	description: 'What they may do, and nothing else',
};

/** SAP: v4.user-provisioning, Spend Delegate. */
export const setDelegates = verbOperation<{ delegation: Delegation; document: UserDocument }>({
	verb: 'setDelegates',
	name: 'Set Delegates',
	action: 'Set the delegates of a user',
	description: 'Say who may prepare, submit, or approve on behalf of a user',
	fields: [delegates, action, lists, may],
	inputs: {},

	choices(itemIndex) {
		const chosen = choiceOf.call(this, itemIndex, action);
		const delegation = {
			keys: keysIn.call(this, itemIndex),
			action: chosen,
			lists: choicesOf.call(this, itemIndex, lists),
			may: chosen === 'set' ? choicesOf.call(this, itemIndex, may) : [],
		};
		const empty =
			delegation.lists.length === 0
				? lists
				: chosen === 'set' && delegation.may.length === 0
					? may
					: undefined;
		if (empty) {
			const message = `The field '${empty.displayName}' is empty`;
			throw itemError.call(this, itemIndex, message, 'Choose at least one option.');
		}
		const touched = delegation.lists.map((list) => [list, []]);
		return { delegation, document: { [urn.delegate]: Object.fromEntries(touched) as IDataObject } };
	},

	keys: ({ delegation }) => delegation.keys,

	readsExpense: () => true,

	change({ delegation }, found) {
		const made = changedDelegates(delegation, found);
		if (found.hasExpense || delegation.action === 'remove') return made;
		return { ...made, issues: [{ label: delegatesLabel, sent: undefined, ...withoutExpense }] };
	},
});

/** The people that the field names, by the keys that they were read as. */
function keysIn(this: IExecuteFunctions, itemIndex: number): string[] {
	const sent = parameterOf.call(this, delegates.name, itemIndex, '');
	const issues: FieldIssue[] = [];
	const keys = toList(sent).flatMap((one) => {
		const reading = readPerson(one, { zone: this.getTimezone() });
		if ('problem' in reading) {
			issues.push({ label: delegatesLabel, sent: one, ...reading });
			return [];
		}
		const { value } = reading;
		return isJsonObject(value) ? String(value.value ?? value.employeeNumber) : [];
	});
	if (keys.length === 0 && issues.length === 0) {
		const cure = 'Enter at least one person.';
		issues.push({ label: delegatesLabel, sent: undefined, problem: missing, cure });
	}
	if (issues.length > 0) throw issuesError.call(this, issues, itemIndex);
	return keys;
}
