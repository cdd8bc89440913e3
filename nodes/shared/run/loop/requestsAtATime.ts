import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { limitRequests, usualRequests } from '../../concur/pace';
import { withOption } from '../parameters/optionsField';

const most = 20;

const requestsAtATime: INodeProperties = {
	displayName: 'Requests at a Time',
	name: 'requestsAtATime',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: most },
	default: usualRequests,
	description:
		'How many requests may be under way at the same time. After SAP Concur has asked n8n to slow down, n8n sends one at a time for a minute. The output keeps the order of the items.',
};

/** The fields of an operation with the option how many requests it sends at a time. */
export const withRequestsAtATime = (fields: INodeProperties[]) =>
	withOption(fields, requestsAtATime);

/** Keeps a run to what its option says; a value that is no number from 1 to 20 counts as the next one that is. */
export function limitToOption(this: IExecuteFunctions): void {
	const given = Number(this.getNodeParameter('options.requestsAtATime', 0, usualRequests));
	const wanted = Number.isNaN(given) ? usualRequests : Math.floor(given);
	limitRequests(this, Math.min(Math.max(wanted, 1), most));
}
