// Which hosts a credential may talk to. SAP: base-uris; Authentication API, Base URIs for Obtaining a Token.
import { UserError } from 'n8n-workflow';

export interface ChosenDataCenter {
	/** Value of the field Data Center: the first label of the host's name, or 'custom'. */
	dataCenter: string;
	/** Value of the field Host, used with 'custom' only. */
	customHost: string;
}

const concurHost = (label: string) => `https://${label}.api.concursolutions.com`;
const production = ['us2', 'eu2', 'apj1'];
const others = ['usg', 'us-impl', 'emea-impl'];

/**
 * Returns the base address of the chosen data center, without a path.
 * @throws UserError when Host is missing, no address, or not https (only this machine may be reached by http)
 */
export function homeOf({ dataCenter, customHost }: ChosenDataCenter): string {
	if ([...production, ...others].includes(dataCenter)) return concurHost(dataCenter);
	if (dataCenter !== 'custom') {
		throw new UserError(`'Data Center' does not have the option '${dataCenter}'`);
	}
	if (customHost === '') {
		throw new UserError("Enter the 'Host', because 'Data Center' is 'Custom'");
	}
	const origin = originOf(customHost.includes('://') ? customHost : `https://${customHost}`);
	if (origin === undefined || !(origin.protocol === 'https:' || isThisMachine(origin))) {
		throw new UserError(
			"'Host' must be an address that starts with https://, such as https://us2.api.concursolutions.com (http:// is allowed only for a simulator on this machine)",
		);
	}
	return origin.origin;
}

/**
 * Where to ask for the first company token, best first. SAP's reference sends it to the global landing zone, which
 * finds the company's data center; its guides and other vendors use the data center itself. The landing zone stands
 * for the production data centers only, so the public sector and the old sandboxes never ask there.
 */
export function firstTokenHosts(chosen: ChosenDataCenter): [string, ...string[]] {
	const home = homeOf(chosen);
	return production.includes(chosen.dataCenter) ? [concurHost('glz'), home] : [home];
}

/**
 * Reduces a geolocation to scheme and host (real ones carry a path and odd letter case: open-questions 15).
 * Undefined when it is neither a host of SAP Concur nor the user's own: no token or secret may go there.
 */
export function acceptedHost(geolocation: string, chosen: ChosenDataCenter): string | undefined {
	const url = originOf(geolocation);
	if (url === undefined) return undefined;
	if (chosen.dataCenter === 'custom' && url.origin === homeOf(chosen)) return url.origin;
	const isConcur = url.protocol === 'https:' && url.port === '';
	return isConcur && url.hostname.endsWith('.concursolutions.com') ? url.origin : undefined;
}

function originOf(address: string): URL | undefined {
	return URL.canParse(address) ? new URL(address) : undefined;
}

function isThisMachine({ protocol, hostname }: URL): boolean {
	return protocol === 'http:' && ['127.0.0.1', 'localhost', '[::1]'].includes(hostname);
}
