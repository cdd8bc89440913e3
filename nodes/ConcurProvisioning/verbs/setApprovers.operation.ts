import upperFirst from 'lodash/upperFirst';
import type { INodeProperties } from 'n8n-workflow';
import { clearWithOption } from '../../shared/form/existing/matchFields';
import { roleOfApprover } from '../../shared/form/people/references';
import { lackingError } from '../../shared/run/nodeError';
import { urn } from '../../shared/schema/attributes';
import { fieldsById } from '../../shared/schema/flatFields';
import { withoutExpense } from './frame/people';
import { verbOperation } from './frame/verbOperation';

/** 'Report approver' as n8n writes the names of fields: 'Report Approver'. */
const titled = (label: string) => label.split(' ').map(upperFirst).join(' ');

const kinds = Object.keys(roleOfApprover);
const fields = kinds.map((name): INodeProperties => ({
	displayName: titled(fieldsById.get(name)?.label ?? name),
	name,
	type: 'string',
	default: '',
	placeholder: 'e.g. 10023',
	description: 'Employee number, user name, email, or UUID. Leave it empty to keep the approver.',
}));

/** SAP: v4.user-provisioning, Approver Extension. */
export const setApprovers = verbOperation({
	verb: 'setApprovers',
	name: 'Set Approvers',
	action: 'Set the approvers of a user',
	description: 'Say who approves for a user. An approver is an active user with the role for it.',
	fields,
	inputs: Object.fromEntries(kinds.map((name) => [name, name])),
	choices(itemIndex, { document }) {
		if (document[urn.approver] !== undefined) return {};
		const cure = 'Fill in at least one of the approvers.';
		throw lackingError.call(this, itemIndex, 'No approver is given', cure);
	},

	readsExpense: () => true,

	change({ document }, { hasExpense }) {
		const refused = { label: 'Approvers', sent: undefined, ...withoutExpense };
		return { document, issues: hasExpense ? [] : [refused] };
	},

	options: [clearWithOption],
});
