// What a connected client types into its credential. The values are fixed, so that a credential
// saved in n8n survives a restart of the simulator. They open nothing but the simulator.

export const credentials = {
	clientId: '5ff30d55-6c83-4a1c-9a3e-5b1e51a7c001',
	clientSecret: '0a4b9d0e-2f5b-4d39-8c55-5b1e51a7c002',
	companyId: 'c0a80101-90ab-4cde-8f01-5b1e51a7c003',
	/** Password of every user for the user password grant. */
	userPassword: 'password',
} as const;

/** Begins each token that is no JWT, so that a test knows one wherever it turns up. */
export const tokenMark = '5ec2e7f0';
