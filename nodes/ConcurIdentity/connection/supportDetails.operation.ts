import uniqBy from 'lodash/uniqBy';
import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { lookUpAll, type Tracked } from '../../shared/completion/lookUp';
import { describeRun } from '../../shared/run/loop/supportDetails';
import { asNodeError, itemError, stopsNode } from '../../shared/run/nodeError';
import type { BatchOperation, ItemResult } from '../../shared/run/operation';
import { parameterOf } from '../../shared/run/parameters/parameterOf';
import { quoted } from '../../shared/schema/fieldIssue';
import { provisionIdIn } from '../../shared/status/trackedItem';
import { pastItemIn, withText, type PastItem } from './pastItem';

const name = 'Get Support Details';

/** For items of an earlier run, of any of the nodes. */
export const supportDetails: BatchOperation = {
	name,
	action: 'Get support details of past items',
	description:
		'Make a text to paste into a case with SAP Concur support, for each item of an earlier run: IDs, status, and what was sent, with personal values masked',
	saysWhatItIsAbout: true,
	fields: [
		{
			displayName: 'Provisioning ID',
			name: 'provisionId',
			type: 'string',
			default: '={{ $json.provisionId }}',
			placeholder: 'e.g. 2b41c0c1-15f7-41cc-99bb-a82b5da128a2',
			description:
				'ID of the request that is looked up again; SAP Concur keeps its status for 7 days. Everything else (correlationId, errors, sent ...) is read from the item.',
		},
	],
	failing: 'say nothing about a request to SAP Concur.',
	hasNoSupportDetails: true,

	async executeAll(items) {
		const read = items.map((item, itemIndex) => readPast.call(this, item, itemIndex));
		const wrong = read.filter((one): one is ItemResult => 'error' in one);
		if (wrong.length > 0 && stopsNode.call(this)) return wrong;
		const run = await describeRun.call(this, name);
		const requests = read.flatMap((one): Tracked[] => {
			if ('error' in one || !('tracked' in one) || !one.provisionId) return [];
			return [{ provisionId: one.provisionId, itemIndex: one.itemIndex }];
		});
		const unique = uniqBy(requests, 'provisionId');
		const lookUps = await lookUpAll.call(this, unique, { throws: false });
		return read.map((one) => {
			if (!('tracked' in one)) return one;
			const { itemIndex, provisionId = '' } = one;
			return { itemIndex, json: withText(run, one, lookUps.get(provisionId)) };
		});
	},
};

function readPast(
	this: IExecuteFunctions,
	item: INodeExecutionData,
	itemIndex: number,
): PastItem | ItemResult {
	try {
		const given = parameterOf.call(this, 'provisionId', itemIndex);
		const provisionId = provisionIdIn(given);
		if (given && !provisionId) {
			const message = `Provisioning ID contains no UUID (sent: ${quoted(given)})`;
			const cure = 'Enter the provisionId that SAP Concur Provisioning returned.';
			return failed.call(this, itemIndex, message, cure);
		}
		const past = pastItemIn(item, itemIndex, provisionId);
		return past ?? failed.call(this, itemIndex, nothingKnown, howToKnow);
	} catch (caught) {
		return { itemIndex, json: {}, error: asNodeError.call(this, caught) };
	}
}

const nothingKnown = 'This item says nothing about a request to SAP Concur';
const howToKnow =
	'Pass on an item of SAP Concur Identity, SAP Concur Provisioning, or SAP Concur Provisioning Status that has a provisionId or a correlationId, or enter the provisioning ID.';

function failed(
	this: IExecuteFunctions,
	itemIndex: number,
	message: string,
	cure: string,
): ItemResult {
	const json: IDataObject = {};
	return { itemIndex, json, error: itemError.call(this, itemIndex, message, cure) };
}
