// The files of certificates on SAP's developer site. SAP: src/api-reference/ess in its documentation repository.
import findLast from 'lodash/findLast.js';
import type { CertificateFault } from '../events/certificateFaults.mts';
import {
	currentCertificate,
	nextCertificate,
	type SigningContext,
} from '../events/signing/certificates.mts';
import { intermediateCertificate, rootCertificate } from './authority.mts';
import {
	fileName,
	issuerOf,
	otherHost,
	otherHostCertificate,
	webhookCertificate,
} from './hosts.mts';

export interface SiteFile {
	type: 'application/x-pem-file' | 'text/html';
	text: string;
}

/** Returns the file with this name; undefined when there is none. */
export async function certificateFile(
	simulator: SigningContext,
	name: string,
): Promise<SiteFile | undefined> {
	const { signing, settings } = simulator;
	const { certificatePage, certificateFault } = settings.events;
	const [, host, extent] = /^(.+?)(\.chain|\.fullchain)?\.pem$/.exec(name) ?? [];
	const current = currentCertificate(simulator);
	if (host === otherHost)
		return await pemFile(simulator, [await otherHostCertificate(simulator, current)], extent);
	// A renewal in the same year replaces the file.
	const certificate = findLast(signing.certificates, (one) => fileName(one) === host);
	if (!certificate) return undefined;
	if (certificate !== current)
		return await pemFile(simulator, [await webhookCertificate(simulator, certificate)], extent);
	if (certificatePage === 'elsewhere') return undefined;
	if (certificateFault === 'notPem') return { type: 'text/html', text: maintenancePage };
	const leaves = [await webhookCertificate(simulator, current, certificateFault)];
	if (certificateFault === 'twoLeaves') {
		const next = { ...nextCertificate(simulator), madeAt: current.madeAt };
		leaves.push(await webhookCertificate(simulator, next));
	}
	return await pemFile(simulator, leaves, extent, certificateFault);
}

/** Without an extent, the file holds the certificates of hosts alone; a chain leaves the root out. */
async function pemFile(
	{ keyPairs }: SigningContext,
	leaves: string[],
	extent: string | undefined,
	fault?: CertificateFault,
): Promise<SiteFile> {
	const authority = issuerOf(fault);
	const certificates = [...leaves];
	if (extent !== undefined && fault !== 'intermediateMissing')
		certificates.push(await intermediateCertificate(keyPairs, authority, fault !== 'signedByLeaf'));
	if (extent === '.fullchain') certificates.push(await rootCertificate(keyPairs, authority));
	if (fault === 'wrongOrder') certificates.reverse();
	if (fault === 'huge') certificates.push('x'.repeat(2_000_000));
	return { type: 'application/x-pem-file', text: certificates.join('') };
}

const maintenancePage =
	'<html><head><title>Maintenance</title></head><body><p>We will be back soon.</p></body></html>';
