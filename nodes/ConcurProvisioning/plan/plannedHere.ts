import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { companyOf } from '../../shared/form/readUserDocument';
import { itemError, lackingError } from '../../shared/run/nodeError';
import { parameterOf } from '../../shared/run/parameters/parameterOf';
import { isUuid } from '../../shared/schema/uuid';
import { readPlanText, type Plan, type SendablePlan } from './planText';

export const planField: INodeProperties = {
	displayName: 'Plan',
	name: 'plan',
	type: 'string',
	required: true,
	default: '={{ $json.plan }}',
	description:
		'The plan of this row, as the operation Plan returned it. It can come from a Wait node, a form, or a table, but must be unchanged.',
};

const planAgain = 'Run Plan again, and pass its field "plan" on unchanged.';

/** The plan of an item as it stands there; undefined for anything that is none. Never throws. */
export function planIn(this: IExecuteFunctions, itemIndex: number): Plan | undefined {
	try {
		const text = parameterOf.call(this, 'plan', itemIndex, '');
		return typeof text === 'string' ? readPlanText(text) : undefined;
	} catch {
		// An expression that fails for this item is named when the item is checked.
		return undefined;
	}
}

/**
 * The plan of an item, for the company of the credential.
 * @throws NodeOperationError when the item has no whole plan, or one of another company
 */
export async function plannedHere(
	this: IExecuteFunctions,
	itemIndex: number,
): Promise<SendablePlan> {
	const text = parameterOf.call(this, 'plan', itemIndex, '');
	if (text === '' || text === undefined || text === null) {
		throw lackingError.call(this, itemIndex, 'This item has no plan', planAgain);
	}
	const plan = planIn.call(this, itemIndex);
	if (plan && plan.company !== (await companyOf.call(this))) {
		const message = 'This plan was made for another company';
		const cure = 'Use the credential with which it was made, or plan again with this one.';
		throw itemError.call(this, itemIndex, message, cure);
	}
	const { submission } = plan ?? {};
	if (
		!plan ||
		!submission ||
		(submission.operation !== 'create' && !isUuid(String(submission.userId)))
	) {
		const message = 'The plan of this item was cut off or changed after it was made';
		throw itemError.call(this, itemIndex, message, planAgain);
	}
	return { ...plan, submission };
}
