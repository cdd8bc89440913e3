import { issuesError } from '../shared/form/readUserDocument';
import { inactivePeopleField } from '../shared/form/existing/matchFields';
import { givenRepair, repairField, withoutRepair } from './repairing/givenRepair';
import { correctionsField, repairForm, type RepairForm } from './repairing/repairForm';
import { repaired } from './repairing/repaired';
import { resolveRepair } from './repairing/resolveRepair';
import { submitOperation } from './submit/submitOperation';
import { changedSince } from './repairing/changedSince';
import { completeRow } from './upsert.operation';

export const repair = submitOperation<RepairForm>(
	{
		name: 'Send Repair',
		action: 'Send again what SAP Concur has rejected',
		description:
			'Send again only what SAP Concur has rejected or not processed, with corrections. Takes the items of the outputs Partial and Failed of SAP Concur Provisioning Status.',
		fields: [repairField, correctionsField, inactivePeopleField],
		brake: 'people',

		passOn: withoutRepair,

		check: repairForm,

		resolve: resolveRepair,

		async complete(itemIndex, form) {
			const json = this.getInputData()[itemIndex]?.json ?? {};
			const submission = await completeRow.call(this, itemIndex, form);
			const newer = form.userId === undefined ? [] : changedSince(submission.changes ?? [], form);
			if (newer.length > 0) throw issuesError.call(this, newer, itemIndex);
			return repaired(submission, givenRepair.call(this, itemIndex), json);
		},
	},
	{ creates: true },
);
