import { companyOf } from '../shared/form/readUserDocument';
import { toFlatFields } from '../shared/person/flatRow';
import { plannedHere, planField, planIn } from './plan/plannedHere';
import { stillAsPlanned, type PlannedForm } from './plan/stillAsPlanned';
import type { Submission } from './submit/submission';
import { submitOperation } from './submit/submitOperation';
import { managedBy } from './submit/waves/firstRequest';

export const applyPlan = submitOperation<PlannedForm>(
	{
		name: 'Apply Plan',
		action: 'Apply a plan',
		description:
			'Send exactly what Plan has shown. A user who has changed in SAP Concur since then is not touched.',
		fields: [planField],
		brake: 'peopleAndRows',

		async passOn(itemIndex) {
			const { company, result } = planIn.call(this, itemIndex) ?? {};
			return result && company === (await companyOf.call(this)) ? result : undefined;
		},

		async check(itemIndex) {
			return { plan: await plannedHere.call(this, itemIndex) };
		},

		resolve: stillAsPlanned,

		async complete(itemIndex, { plan: { submission }, managerId }) {
			const { operation, data, document = {}, named, ...planned } = submission;
			const isNew = operation === 'create';
			const whole: Submission = {
				...planned,
				itemIndex,
				operation,
				document,
				method: isNew ? 'POST' : 'PATCH',
				path: isNew ? '/Users' : `/Users/${planned.userId}`,
				data: isNew ? document : data,
				values: { ...toFlatFields(document), ...named },
			};
			return managerId === undefined ? whole : managedBy(whole, managerId);
		},
	},
	{ creates: true },
);
