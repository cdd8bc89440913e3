// The option Add Support Details, and what a run says about itself in them.
import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { readCredential } from '../../../../credentials/concurCredential';
import { nodeOf } from '../../concur/pause';
import { isKept, keepExchanges, supportDetailsOf } from '../../concur/support/exchange';
import type { SupportRun } from '../../concur/support/supportText';
import { whoIs } from '../itemOutcome';
import type { NodeError } from '../nodeError';
import { withOption } from '../parameters/optionsField';

const addSupportDetails: INodeProperties = {
	displayName: 'Add Support Details',
	name: 'addSupportDetails',
	type: 'boolean',
	default: false,
	description:
		'Whether an item that failed gets supportDetails: a text to paste into a case with SAP Concur support, with IDs, times, the request, and the response. Personal values are masked.',
};

/** The fields of an operation with the option to add support details. */
export const withSupportDetails = (fields: INodeProperties[]) =>
	withOption(fields, addSupportDetails);

/** Keeps what a run sends and what comes back, if its option says so. @param operation as the menu calls it */
export async function keepForSupport(this: IExecuteFunctions, operation: string): Promise<void> {
	if (this.getNodeParameter('options.addSupportDetails', 0, false) !== true) return;
	await describeRun.call(this, operation);
}

/** Keeps the same whatever the form says. @returns what a run says about itself */
export async function describeRun(this: IExecuteFunctions, operation: string): Promise<SupportRun> {
	// Without a credential, each request says so.
	const data = await this.getCredentials('concurApi', 0).catch(() => ({}));
	const credential = readCredential(data);
	const { dataCenter, customHost, tokenGeolocation, companyUuid, clientId } = credential;
	const { clientSecret, companyRequestToken, accessToken, refreshToken, appToken } = credential;
	const chosen = dataCenter === 'custom' ? customHost : dataCenter;
	const type = nodeOf(this).type.replace(/^.*\./, '').replace(/Tool$/, '');
	const run: SupportRun = {
		operation: `${operation} (${type})`,
		host: tokenGeolocation || chosen,
		companyUuid,
		secrets: [clientId, clientSecret, companyRequestToken, accessToken, refreshToken, appToken],
	};
	keepExchanges(this, run);
	return run;
}

/** The support details about what went wrong with an item; undefined where there are none. */
export function detailsFor(
	this: IExecuteFunctions,
	itemIndex: number,
	error: NodeError,
): string | undefined {
	if (!isKept(error)) return undefined;
	const { userName = '', employeeNumber = '' } = whoIs.call(this, itemIndex);
	return supportDetailsOf(error, { names: [userName, employeeNumber] });
}

/** An error that ends the node, with the support details where n8n shows them: under Error details. */
export function withDetailsInPanel(
	this: IExecuteFunctions,
	ending: NodeError,
	{ itemIndex, error }: { itemIndex: number; error: NodeError },
): NodeError {
	const data = detailsFor.call(this, itemIndex, error);
	if (data !== undefined) Object.assign(ending.context, { data });
	return ending;
}
