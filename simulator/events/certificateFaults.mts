// events/ publishes what happens to users and brings it to subscribers, from the subscription to the signed delivery. Here
// is what its rooms share, the settings; the work is done in subscriptions/, signing/, delivery/ and publication/.

/** What may be wrong with the files of the current certificate: settings.events.certificateFault. */
export const certificateFaults = [
	/** It is for another host. */
	'wrongName',
	/** It is for the right host, but of another organization. */
	'otherOrganization',
	'expired',
	'notYetValid',
	/** The whole chain is that of an impostor, under the same names. */
	'otherRoot',
	/** The chains lack the intermediate. */
	'intermediateMissing',
	/** It could sign certificates itself. */
	'leafIsAuthority',
	/** The chains hold an intermediate that must not sign certificates. */
	'signedByLeaf',
	/** The chains begin with the authority. */
	'wrongOrder',
	/** The certificate of the next key follows it. */
	'twoLeaves',
	/** It is signed with SHA-1. */
	'sha1',
	/** It holds another key, RSA with 1024 bits. */
	'weakKey',
	/** Two million characters follow it. */
	'huge',
	/** The site answers with a page of HTML instead, with status 200. */
	'notPem',
] as const;

export type CertificateFault = (typeof certificateFaults)[number];
