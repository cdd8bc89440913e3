import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { limitsOf } from '../../shared/run/brake/limits';
import { withRequestsAtATime } from '../../shared/run/loop/requestsAtATime';
import type { BatchOperation, ItemResult, OperationBase } from '../../shared/run/operation';
import { optionsField } from '../../shared/run/parameters/optionsField';
import { submitAll } from './submitAll';
import type { Preparation } from './submission';
import { waitBetweenWavesField } from './waves/waitField';

const submitAsField: INodeProperties = {
	displayName: 'Submit As',
	name: 'submitAs',
	type: 'options',
	default: 'automatic',
	options: [
		{
			name: 'Automatic',
			value: 'automatic',
			description: 'One item: a single request. Several items: bulk requests.',
		},
		{
			name: 'Bulk',
			value: 'bulk',
			description:
				'Up to 100 users in one request; SAP Concur writes the identity later, like all other data',
		},
		{
			name: 'Single',
			value: 'single',
			description: 'One request for each user; errors in the identity are reported immediately',
		},
	],
	description: 'How to send the users to SAP Concur',
};

const laterNotice: INodeProperties = {
	displayName:
		'SAP Concur applies this later. To learn how it ends for each user, connect SAP Concur Provisioning Status after this node.',
	name: 'laterNotice',
	type: 'notice',
	default: '',
	// An agent has the status as another tool.
	displayOptions: { hide: { '@tool': [true] } },
};

/** Who looks no further takes "submitted" for the end. */
function missingStatus(this: IExecuteFunctions, results: readonly ItemResult[]) {
	const isAnySubmitted = results.some(({ json }) => json.outcome === 'submitted');
	const isAsked = this.getChildNodes(this.getNode().name).some(
		({ type, disabled }) => type.endsWith('.concurProvisioningStatus') && !disabled,
	);
	return isAnySubmitted && !isAsked
		? 'Submitted is not the end: SAP Concur can still reject it. Connect SAP Concur Provisioning Status after this node.'
		: undefined;
}

interface Kind {
	/** Whether SAP Concur takes the operation in bulk requests. */
	canBeBulk?: boolean;
	/** Whether it creates users, whom other rows of the run can name. */
	creates?: boolean;
	/** What the collection "Options" holds besides. */
	options?: INodeProperties[];
}

/** Makes a writing operation from what it reads and completes for each item; sending is the same for all. */
export function submitOperation<Form>(
	{ passOn, check, resolve, complete, fields, ...texts }: OperationBase & Preparation<Form>,
	{ canBeBulk = true, creates = false, options = [] }: Kind = {},
): BatchOperation {
	const own = [...options, ...(creates ? [waitBetweenWavesField] : [])];
	const collection = optionsField(own);
	return {
		...texts,
		writes: true,
		missingNext: missingStatus,
		fields: withRequestsAtATime([
			laterNotice,
			...fields,
			...(canBeBulk ? [submitAsField] : []),
			...(own.length > 0 ? [collection] : []),
		]),

		async executeAll(items) {
			const submitAs = () =>
				canBeBulk ? chosen.call(this, items.length) : { inBulk: false, isAutomatic: false };
			const { brake } = texts;
			const preparation: Preparation<Form> = {
				passOn,
				check(itemIndex) {
					if (brake) limitsOf.call(this, brake, itemIndex);
					return check.call(this, itemIndex);
				},
				resolve,
				complete,
			};
			const sending = { submitAs, inWaves: creates, brake };
			return await submitAll.call(this, preparation as Preparation<unknown>, sending);
		},
	};
}

function chosen(this: IExecuteFunctions, itemCount: number) {
	const submitAs = this.getNodeParameter('submitAs', 0);
	const isAutomatic = submitAs === 'automatic';
	return { inBulk: submitAs === 'bulk' || (isAutomatic && itemCount > 1), isAutomatic };
}
