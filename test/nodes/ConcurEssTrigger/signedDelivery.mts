// One delivery and what keys and signatures can be like, made once with openssl 3 on the command line (genpkey, pkey,
// x509, dgst -sign) from key pairs whose private halves were thrown away.
//   openssl dgst -sha256 -sign a.key -sigopt rsa_padding_mode:pss -sigopt rsa_pss_saltlen:32 body | base64

/** SAP's sample of a created identity, on one line. */
export const body =
	'{"id":"created-fc48f42d-724e-46e5-a35a-552d7b70996a-12345","correlationId":"1a93bd06-90e' +
	'c-4b15-bbe4-8ba135d7864d","eventType":"IdentityProfileCreated","topic":"public.concur.us' +
	'er.profile.identity","timeStamp":"2026-11-16T18:08:51.309Z","subtopic":"fc48f42d-724e-46' +
	'e5-a35a-552d7b70996a","facts":{"originator":"com.concur.profile","companyId":"9d355ee4-7' +
	'0e3-4d85-85af-50f413f21cb6","userId":"fc48f42d-724e-46e5-a35a-552d7b70996a","attributes"' +
	':null}}';

/** Base64; by the RSA key below over the body with SHA-256 unless the name says otherwise. */
export const signatures = {
	/** RSA-PSS with the usual salt of 32 bytes. */
	pss32:
		'e/uddOb6XX0TUadSdSfLjliV4stXrOIpPstIeT0MSfJ/XuTHXQnsYxQUTP81jqmKyH7t49FKFp0aqULj2HrmPWZw' +
		'46kQxMiM/YOpBKMpadmtz5DGFACS90oS1cvCA5t76fn+9+neBb7Vjd7Z3htdK3s8vCu1UGxbAikkfFEtciAGnA8V' +
		'6P70/PNhomngRS7blP83KZEcsBbC1mqr/2taViQv4TsrXtU2dcQUtU4CEEZi+FrGghH+Kdpub8NX70ecaiJ/KlAJ' +
		'tLDcYqv4NhZZDdi2hXW6m/I5Mv9I66g4vpAXaHdhJBe7eGFqQ1OO3CE9QoUXD5r09s+AT8tI2TkCIw==',
	/** The longest salt that an RSA key of 2048 bits has room for. */
	pss222:
		'0BiIlubvYKTSR8cvIHQBO1Q/9E7Fikb7OjPp/YWEQRyuPwrDxPxk5STti4E1YyCVic54r0pgHwGbkLpfRC6lAgyC' +
		'3PlnF1iuq/0+G45uPUlOWUNVWs9QCJXdePzbs5oZv+qSUOAk1FghU4nSAKppkgGnQNsTZL1j/ckgPyNIjmweAVHy' +
		'X3jg/N4+hg/51hv0WdYsFwi5yOeHi2Q7Lhp9hr1BTlkvs2iHThPaNUJrDa8JZSCivKOBpV9X6LpxErrZFqFehn5C' +
		'GUm4Jf25AU8IH0mdaJ59C+BSsR1qxiWZLTrnED8c0phcbY1HqNkcX4UUv2dcmA2qIXK3QeLuMU7ydA==',
	pss20:
		'BTPfnojO5G1Aajuqa/UL2bg+6f8llJflq5a0wagMqoGqsoSVjwjcbmTiD6kfr46+iafFLM0AWjnNpzzbXUIAR7qW' +
		'Ydo4CIdK+Z7NjfPma+YLPUtTFgxDlGqOe41KoOTuPoXwE6AMctu3Pmr9txk8l8bkiygvrj1XBcGiQcjbzkHw4HFA' +
		't08sOTMS4NDEDvpMqS3K5oCBEl8hPROCsqZoqpn8I7CKNp6uCAqpdoa2vQ1TQjaCQ1qaPPs8tH0eIq5ok7b3C1BW' +
		'HELrwW6CKpbaQBVjH7dRhQFnNKNLsFEz+dUrSzt5IkxDE/lmIHYWsP6yF81M+C2kgU/NyJV/keVmNA==',
	pss0:
		'R/+qFCU67QAILohjBMJx4FAycZthMIlDqvG5n8916iyEALuUE70QWtuwWfMD/ZV+IMucrd5B+5Yiq7AI/j4lYzzC' +
		'wCd5CYetoGnUSraGNkQCVgs6tKl5FUNbT0KyVh+Qf1Qftj2otdupPHego6vgD0huE1iNi972gSvN+MfwSQC+4Ka3' +
		'xoH7PcjWpVOG4AG/LZ0JXMSH7iklHn5VrD5mZg0ekBAUxR8h4CGYLzY8EeYZFBQEbMhkWxlmcgoYg4bYCcDd0pgW' +
		'R1Ybr1SF5U8HN3MFwbFQmZhRLihb4vlgf6bXSYcbLndghvhpd4CN24XRgRt7at04Yn1yJTs9+O8RdA==',
	pkcs1:
		'vEJAxBtx2Fk2oSUt7aSfqFMLAgFODExcDrzaBIao4IGv2I0nGdCpKuIR6M1EOtvxsgKjuzGcZkGJ/XcBmEx2exAY' +
		'itxkBrU4l23AIBOHaXcgmplx52SblaYYEfTpZJzbxoE5yTJguTxJUqdlbRC3OU7VWo/Jt3dOwmsQIF8iEbaK2fxT' +
		'e5b3r1eYR2AiUxyoz1sCaFxBiY1/i78m9RgwkgCHRO1E4XQCHNrmeUhttSAxU0CoVoNCnJmiglG8CYffNNYhRyGw' +
		'08zBOvY0Cd4Qo80l2muqOM5/BF4EISGIDSemNuBzuvNPAsEgcRjUuKegVKawq+FJ+p2PzZQ4E9mQTg==',
	/** By the key of the authority below. */
	wrongKeyPss:
		'bnF9WYneANNbwqCDo/Pqz5Qlbt8X/xHFQWNN0lJ0rg9guJJS34tNk9WEWAy0ejdrSeDvnsbsJi3SQWm27mRMlKt1' +
		'C14e+fS5eG7z9AZpHhGlGUIh3dWRl2rHKWM0icvrMcKYiYrTWXLX3scacxMmVwGcvKdvImsdF0bAvas8Lu/Wj6Cz' +
		'GU/F/1NAj3hLbjg9a7Y/UHGBnYp9pQRAf9gQNc08xLBwY3TDnBQDRuS8XB7tu/IujGZZDVVHwbm58vZyWj1PnW2y' +
		'qKe2DTbNR6n5TnyZPN80hPehrUvYp4QN47dpMsuMVH/cHQDNd2/4dpi8s1knnNGUqMBVdbenKBaiyQ==',
	wrongKeyPkcs1:
		'gWH5KVVsAEc3n3hupWrBaapsttI7cO9zZ8qnITkwx4nZTQb0hEbP0qafRUaUQ0f72Wj/Cda1Q8hFnYh93MC6ROMm' +
		'IgTDl96O9XyI7iwJBJ5mMxgRqYIzAzukiOtb2r3x8cpwML1/HG2W4QF8bLkezHsTMHDGMyFlUOo04363lv+3avgW' +
		'lHXCqaN8t7rJ5uU+ZoH3QlQT+uTtJv5FTueXmrWVn/dysFrahufdB1nHYya8Zq7ZEclDhbw6dAIwG9XhA3nHXrA1' +
		'19GBO15xFra9m5fhWrkfqKJoyYNZrjMCkp4q0v3MMSNbmZRB5grjRFV3gVTSZEpEcS2/ZeTw2VW+bQ==',
	sha1Pss:
		'A8cAnxcJp0hzz/VwNgsfnFIceKvfpWy3XWYZ/vRcqlHEfSJE5Zr4WHhxwZwXSnYGRSX0a8mge2tSLf5xu75v0yjm' +
		'5oH+gDjvq3roy+9zHhWStE74aYEwAoezLzhZw0g1fn21/6rDu95sikB5OANg9FzNABPkAq7WfOleAPBiSCuLuYeV' +
		'otNQ1E50WaN313CY7a7bX4Jm/IXkm7Fb6+K+i+KnDQm1cNvS11k2F1zH04I0H9VQrgCXNKUcAMKJty+zFsAXk7dD' +
		'p0xSSndqv9RmIca41t0pXfH613swY+dKLdDY+YHxUm1LKOTQ3zTVECIDsLWNe4Y9DNrsbKDwrfcPrQ==',
	sha1:
		'gCitxzP41g+KVPVKBUv/VyzuIdnBmwLfvlB3/ikbvX0v8B16LKLUsalW7Yr5+UT/5jywsyb4JCzsmy2vnYNcq7eF' +
		'2paJj/l2lfWRjnAAIkmoZTFzbeK49xVUsFMcT/W1ZymkafkN5RaNGC+lLKbvrvK4fpqI/kmFq8q0lWInQ5T5tjH4' +
		'CJX67riy3vonYn1e3UM6tQ9OP+dysumo0JhIHyjguOKT/yFV7lDf7O3+bZIi1XcJFKOtXcyWGhs4YWQiGfUgteUl' +
		'4JH8yPLt3IYjMpyWwSdQVQfuYZl+TZ0pinK0cm1k/H/zm0dIfTydaxelApzEO+EIp9BX6H02s2wW9w==',
	sha512Pss:
		'mFDZrYF2bpCwvhRrIQehxWZqV01oycbDHyCeAVSlmZ7HOV3ewdunzUUGBd6WZxm28lwP7vxAmPfOjYjkfsns3PuN' +
		'yiVqPfkYp3Z6MMbvTHozGEDGWh7aV/eRyL58y9jFE50l4gzup/6Jh69wcnAJV7L70i03VZyw28Btx4wMzG8+6jMR' +
		'Z5gAnM3W8MxUqh6dqHKem96p9ZeTcFBO9+U7asK2BXjsvjAzBVKYYwdCBOTy0oiIOWsHUlptRHe34nifDPjtoZjx' +
		'0pMu9i+w0vzkNsJu84CfZ9FADK0/t4sNjte9uE93tn0r0xhhthphA3Zvu+KjyPmXXpizAvTJY58Qyw==',
	sha512:
		'ZdOjhFwQ3baq6c+wYxdqkIkvLvWplxBxeFVKWzldC9re52oZM90dmfqazfo3KdPwhfuFrNs8ffal/AQzXwmaM0Mn' +
		'xWvIi3NDBF8pPTJjsIzDDrzwxbRodIQjS3JjzRW/axHRWIyByHmxGhS7YDtcm51RzUb6dWhe8NmhJ/XyoykTGVbf' +
		'dm1M0Bbg2reM4owX5noQ0h8gwk1xFeUboPqMgl5UrlDI6+xY+5IzRRwojxRh4tbpfgbtW0sGyLuVR/NC3DJowyYr' +
		'RGsPUiyA0Cgo29Oeq6mcijesNmnd1FrlnV5zzpC1UEmuJL89Q5cWggrHPERpcMEwelh6OY02myazNw==',
	/** By the EC key below. */
	ecdsa:
		'MEUCIEt/6hGUiFMcu3kgrbuvkIOdF/XPbj1JCwd1IBsqgq9qAiEAypxd43NyzepZH1a3i2rFDitncix1lJLhd/TV' +
		'R/QCjfE=',
	/** The same two numbers, one behind the other (IEEE P1363). */
	ecdsaP1363:
		'S3/qEZSIUxy7eSCtu6+Qg50X9c9uPUkLB3UgGyqCr2rKnF3jc3LN6lkfVreLasUOK2dyLHWUkuF39NVH9AKN8Q==',
	/** By the EC keys on the curves P-384 and P-521 below. */
	ecdsaP384:
		'MGYCMQDhSMdghIW/kFx7wWuUxEEkTfZpqZ/yPSbZWy2OgQ7IOurdXKnIUugdZaP36+gkAy4CMQDOnTUk1nN/J0uq' +
		'pzN0VR1t4XE8YmdyhGhisiVea0/GkvbsjjwIwA2BQ9qy5QCZKyM=',
	ecdsaP521:
		'MIGIAkIBMAIY5TA9VxCGItj3XUJFmYrONa4Lv37sDjgsawNB1bvVIoXDA8ACir3u7kMiKESCM4EZoJcUTvTf/+Pm' +
		'+vkAq0YCQgEdAvGvcHNyP+nLenplEfnQ2D8pekQRc6ajbTfvAGzB9Ytd3vbZKHcceoKhhUmKH4w41pUR/IKbNOUF' +
		'44murSkxOA==',
	/** By the second P-256 key below, with other hashes. */
	ecdsaSha1:
		'MEYCIQDFjL+hGOGBfcI0KvCP5YtCpqIbT5Tvl1rf2LvqcgP5+QIhALR3ajiaR6s3+oyImu9Eu+3vi/ACiZBH6KGL' +
		'ETLWwDSg',
	ecdsaSha384:
		'MEYCIQC02WbUMpXynVOYldR5ZcPinyEjTklBhsK2N+yb8/PGJwIhAMCuPWCfd0oXtj0dhdW60B63c32HHhAiN9yg' +
		'3KCsHlnO',
	/** PKCS#1 v1.5 over no bytes at all. */
	emptyBody:
		'P8N9Llkld0Nz0vDVMdpLhuTfdmaMDXO0PJMiwy0tDiHk2FWR88ZRiAQ0RMJLDNYjPO2ddJsrfYx0Ye04oG5U61TJ' +
		'Bs78zCvDi7lbTkZ9PCvjY9WzT7g13pOw5pjEch7hzKbRM/7BSGHy4wY7jB35MfLS5Us5gSFT4wE0v34Dir5rajjQ' +
		'qgxT3DJomsUoswJsQ8z+GuQ2yykkUIG1OL4OrRvv76HobH+h8nMwZWfUYGLxmkSLC4MHSW9vDJ9aG+gJPwFt/hcu' +
		'2R+LxRwW9cjZkhIo8nWmPu1afHxOXfYAn9abuNrIlSeq+CgVL5BT0VJQYysSYfUcpU8vVv3h+8MZJg==',
};

export const publicKey = `-----BEGIN PUBLIC KEY-----
MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEA3Ncr/15NPaF+zr7zNS9N
b5oGZtDsYrZM8ZKoi3WdFjkCtKSKqVckFpYTXO0J2Tn7gOhNRTJ7D2adI3Ol5aVj
KpbWyvFhIGv5inq932npiV6WAbGaxp2LPSDEsS8SbI6lUo1VS+n42W7qCRYW8GPR
BEfSDC9r2FIp3KGEkfkcJEv8TLQIN96ZHfWpMGmRETtuxsrgzR3bNYup4Ei94UMB
Ex+5LahIw1nMEirDPM7Lno1iPTfppGvj22X81spItyAjtTkoxWN4UaFbs+7QPkZu
rKZHSPhiBoFYIyc8IIDfPPck4gCNT1dLQ5RdqWeZUpRcn4V05mEofXdwwmicq94f
nwIDAQAB
-----END PUBLIC KEY-----`;

/** The same key as PKCS#1. */
export const rsaPublicKey = `-----BEGIN RSA PUBLIC KEY-----
MIIBCgKCAQEA3Ncr/15NPaF+zr7zNS9Nb5oGZtDsYrZM8ZKoi3WdFjkCtKSKqVck
FpYTXO0J2Tn7gOhNRTJ7D2adI3Ol5aVjKpbWyvFhIGv5inq932npiV6WAbGaxp2L
PSDEsS8SbI6lUo1VS+n42W7qCRYW8GPRBEfSDC9r2FIp3KGEkfkcJEv8TLQIN96Z
HfWpMGmRETtuxsrgzR3bNYup4Ei94UMBEx+5LahIw1nMEirDPM7Lno1iPTfppGvj
22X81spItyAjtTkoxWN4UaFbs+7QPkZurKZHSPhiBoFYIyc8IIDfPPck4gCNT1dL
Q5RdqWeZUpRcn4V05mEofXdwwmicq94fnwIDAQAB
-----END RSA PUBLIC KEY-----`;

export const ecPublicKey = `-----BEGIN PUBLIC KEY-----
MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEJ2sooCOys3aylxLKKp6nKzol/S0c
hGMJHRYQiX3F4acP8972clsUNpgemetXlack5ofwTcouS702wYEMUxdoKg==
-----END PUBLIC KEY-----`;

export const ecPublicKeyP384 = `-----BEGIN PUBLIC KEY-----
MHYwEAYHKoZIzj0CAQYFK4EEACIDYgAETYzPXpS7XYcVKrt/t8yq345t4haY06T3
ndAyLbaCAI7ZXVvcvR1o4Jb+GUKUqmZcuv9wk22htapRP3jsQqhi+hc8otEm9mgH
GYdvA6o/aPW/OW1JNc19w1EdXGxrmjsJ
-----END PUBLIC KEY-----`;

export const ecPublicKeyP521 = `-----BEGIN PUBLIC KEY-----
MIGbMBAGByqGSM49AgEGBSuBBAAjA4GGAAQB8gTrSTE0VJ2lxxCSb/gfeWWEU6K7
wvpNUZ3QPBUzLKE45BTKvvAAL/2ihfDl9QGs9gARXLSAP1rQpbZIvcVRg08BzyTv
fJN8DlIeE1c1Qf8W26QsNyNRVsFDd3IA+f1P6GOMfG47Aguc0Y1Mf3dA4hMiyG9k
0VPbVg0j5R9GF2woSck=
-----END PUBLIC KEY-----`;

export const secondEcPublicKey = `-----BEGIN PUBLIC KEY-----
MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAETrCAln/x6TpuF4n2PbCWUJnSIDyR
YG6jJomsYnMNRU8Opi9zenZA9I9f0ylxz2Fry+SUXGWN9x/cT6Km13fb8A==
-----END PUBLIC KEY-----`;

/** Keys of kinds that no authority certifies for the web: on the curve secp256k1, and Ed25519. */
export const otherKinds = {
	secp256k1: `-----BEGIN PUBLIC KEY-----
MFYwEAYHKoZIzj0CAQYFK4EEAAoDQgAEXPasXlXK7VbAX5YjNLv23+iX4aHjjCHn
+rqL9BaWWaryYOUYLPSa0ogAR6seTvIsEMoMjpohdgQ02BAJEkF/Bw==
-----END PUBLIC KEY-----`,
	ed25519: `-----BEGIN PUBLIC KEY-----
MCowBQYDK2VwAyEASF3h4vptqSrxnsVbopUjQcQQrmhbpoBw3z0YR+fjhjc=
-----END PUBLIC KEY-----`,
};

/** The same RSA key in a certificate that was valid on one day, 2026-11-24, issued by the authority. */
export const certificate = `-----BEGIN CERTIFICATE-----
MIIC/jCCAeagAwIBAgIBAjANBgkqhkiG9w0BAQsFADAVMRMwEQYDVQQDDApFeGFt
cGxlIENBMB4XDTI2MTEyNDAxMzM1M1oXDTI2MTEyNTAxMzM1M1owHjEcMBoGA1UE
AwwTd2ViaG9vay5leGFtcGxlLmNvbTCCASIwDQYJKoZIhvcNAQEBBQADggEPADCC
AQoCggEBANzXK/9eTT2hfs6+8zUvTW+aBmbQ7GK2TPGSqIt1nRY5ArSkiqlXJBaW
E1ztCdk5+4DoTUUyew9mnSNzpeWlYyqW1srxYSBr+Yp6vd9p6YlelgGxmsadiz0g
xLEvEmyOpVKNVUvp+Nlu6gkWFvBj0QRH0gwva9hSKdyhhJH5HCRL/Ey0CDfemR31
qTBpkRE7bsbK4M0d2zWLqeBIveFDARMfuS2oSMNZzBIqwzzOy56NYj036aRr49tl
/NbKSLcgI7U5KMVjeFGhW7Pu0D5GbqymR0j4YgaBWCMnPCCA3zz3JOIAjU9XS0OU
XalnmVKUXJ+FdOZhKH13cMJonKveH58CAwEAAaNQME4wDAYDVR0TAQH/BAIwADAd
BgNVHQ4EFgQUWj5Z++NSsxkpEycLFZwu4dCtY0YwHwYDVR0jBBgwFoAU+TtQl21H
5wCo6JioqO1xt5vGo9gwDQYJKoZIhvcNAQELBQADggEBALmnPs/wz/uEYTuHfBdf
Lh245NJgTMuSWJKzSt5D8H1WzWnVAhYlHWwnmllT/t3wSA9CeISRjgUXiOBsLS4E
QWtHtOR69L9lsmGSPTwjvykbEpfd8PYgPTpGmjCesgaVRTliSon28PEg/yVlL6V5
jcrbRkgf+fJ2fjI1uY9KEWEVBH9gW+WGiERCAAXRR7oEWAv3R68CrqHSA01fDOiI
DpFeuE0Pc+psX9VPY62b28aTGf4ShXCQu6fONYypNfOH+x6pK0wvUDXzsqOH1bPJ
aNRlBgRtLGggZ1dIPc7kZ4GRPNmTjOPXw7wDjvj0NJp9rIc5hVPK+uyWJTREkuOD
RQQ=
-----END CERTIFICATE-----`;

export const authority = `-----BEGIN CERTIFICATE-----
MIIDCzCCAfOgAwIBAgIUHNiM1g42UuvFfdx+bf5X1qKb2I0wDQYJKoZIhvcNAQEL
BQAwFTETMBEGA1UEAwwKRXhhbXBsZSBDQTAeFw0yNjExMjQwMTMzNTNaFw0zNjEx
MjEwMTMzNTNaMBUxEzARBgNVBAMMCkV4YW1wbGUgQ0EwggEiMA0GCSqGSIb3DQEB
AQUAA4IBDwAwggEKAoIBAQDHZ9EnQ8uP06grhl5cY2A+HFCJCHAZ25KN1mEpRSZb
L8+bE1rOH0asEAM2xIAE3RccfvoM/GauXUKdoxTMUqRNDzZvSUBh69tZSFXeiBAJ
IoMoTbxz0RR13TXmK7Gw4mAasoMTJtBraEDpj20/+woNG1VUad23zcGPn7spzMEA
Rw3ITkhEqjIef71lovrXcpMVH7cVi7TaHashXpQUSD7RWnSHFf9HGlpkMql3jFbc
7de/mzFdLW8DmAKxV4YUr5mxoMKW4ZoUu2wCfFa+tSi8prvsgj/MvL7+iQ7+oRbL
0kZqb2jHgmEb5Mzl+Nd2eemOjZvqmQP3G40gbA4QnXvtAgMBAAGjUzBRMB0GA1Ud
DgQWBBT5O1CXbUfnAKjomKio7XG3m8aj2DAfBgNVHSMEGDAWgBT5O1CXbUfnAKjo
mKio7XG3m8aj2DAPBgNVHRMBAf8EBTADAQH/MA0GCSqGSIb3DQEBCwUAA4IBAQCZ
JM2/Lq0typ6egi09ZOSYXrENVLR9aVL89nacV/ETE6ivwnbJHY/Q/yAMPXWXHixw
CaTYZ7+36pEPj2nAJFy+5mUYDlvNMtebc/F0y7m4CfMxsQhZAxmtPIwSBFFxe4nF
8l/AuH+aYMtijFPD1gL6g8tJkWsMfXNb63sqDYD/+KMw5CEoEoI5WHgkdNPOzJzu
G+KCTgUpcpYFMMJi8bNhlLWJMqsqGRv8N83OhxGsI9M3SyAJso/CvSWDoigqsytL
NEu4E7aXWYYExuByEH4OKIKER3RYoyCXGujcJ4jaDEu6xOKPUD46Koi3oh4uwACu
VPGEYswwoF+3msU1N2RK
-----END CERTIFICATE-----`;

/** An RSA key of 1024 bits. */
export const shortKey = `-----BEGIN PUBLIC KEY-----
MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQCrNW+oyacs+xSh3Q8O5u39oIfm
pz+6AqLnhuoERR17R5aono4iOMHobsMK//eu+Ia12G2fSxk3dDb4QjqF+B+aP18U
ckYmmQGXJ14VjKBVf78UH5/oEIafqvLhta1DazNGh7nKAXBqGk9uOkyoczKM15L4
Skyd/j2uffX8zU+cCwIDAQAB
-----END PUBLIC KEY-----`;

/** Signs the bodies below; made in the same way. */
export const secondPublicKey = `-----BEGIN PUBLIC KEY-----
MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAm4HudRT1GwXNzvLNS+8p
XICISnZnfQUdI+rOlNqj/Ng9fHI/y6P54SUvha1OjWLhmw047SMMK6l3pxFnm7hO
H8FrNYXQAMXOCz7xoCCsX7KpXRVycQtaUy1pQVUcy66z5MbrP+oppEsTvKZaiOro
ytiJfdsCUoL6PWRQhRc8/uIHosO4mNr2qujc05grLZsIPxcM/qgyzEACBelG3/6r
LGS/LnBtgcI9v2FZ/Ga71MsmBr/S+13Sj8OuiXcQFJOIf5oVHXP9NnV6++2uxTID
c1QWlaUfiz5jOxos+vmD+BPirF02VnzRve5BI6hQ93joycG+AbzHOFKs/TJj31mH
wQIDAQAB
-----END PUBLIC KEY-----`;

/** Bodies that are signed right (RSA-PSS, salt of 32 bytes), with times in each format of SAP, or no event at all. */
export const signedBodies = {
	dateOnly: {
		body: '{"id":"1","eventType":"DELETE","timeStamp":"2026-11-16"}',
		signature:
			'DiWqSNu2VgWWdvFcbuz3Cf5maVA0bis3vSKndya9wKi4maLKw9bNSFs7p8zoajGqDPnQb7jqql/6b7ED0NzcjAxD' +
			'X1w1xr7hHERlMjEssUUkRWCyen6b2A98KqH0bHCgNFf2Kw/UytZUhqMdNuJtqTc66kSnUjgsAjRJ8MPRUx0b+QSr' +
			'R7q2RDZkTgIRghbFBFHx1qsGEfz7aDSLMy8jMBIIHavKtSIjyZjzSQLxvwnv+2AuH5MZULcPjA9wEPLIvxSt41SO' +
			'x7jNXPG1wBCadASyauQIruBHq5JkLAjS+rIjncYtWDxC9yD7oMvYV8AgpIiME40SKEyhYNwgnOdvPw==',
	},
	noZone: {
		body: '{"id":"2","eventType":"DELETE","timeStamp":"2026-11-16T18:00:00.000"}',
		signature:
			'CWrZwMtzu4VKkCFCTjIBehrOnZthhADymCYjqwCBsIAc323RMyzkGtlR6uAtobd4QlbxviX3Znu59MagYcJ8205k' +
			'a/Me4+NqdtNukSNTsuN521n4GldCqy4G26QiiFTq8WuZkl5Nji7TnSdFBFo2MeZob1f9aPjmoyJWRLa4S67MmFEV' +
			'fYAizouHk6vOE3988f3IYZeMJHI9D5AZJHQP7Y+zO2Gd8PbN2WMz26E/1QNuuY9iXYI1q+Rkqm1NY5Yf3EyoZUj6' +
			'yYrhs+8BPR+HSf137f5OEMFCS4brBlNkJ5Jar+8ys30nO0ZRm0c6Wq4/DzvqGdIG76HB7NfN/9YFZA==',
	},
	offset: {
		body: '{"id":"3","eventType":"DELETE","timeStamp":"2026-11-16T18:00:00.000+0000"}',
		signature:
			'BYcfKYCDbjMla3UtW0xvAJkltqBxrDkmfmyV2asZW71trwyYbCX8y1FLX3sFyTDiCV1aAPVwlht0yBpc8uVifrI2' +
			'hS9V4z4R6gljNzjK8t5EUMPlCf40reJRerpzmtx/KbS7PkQDmlppJ0FRHG8YuiNkEr0neq8IwIkM+uuaY/kutCBK' +
			'857gpRB1diV9/szFLa8lYcB8o0YFytZC33ajKkLwaG7eOd6LHLjCsbrLqnvWueDTS2VYwf7yz2AzG9zC+r1vie0D' +
			'qO7j6nBtf6Xj16do3iagbB9FwEq9P0l62KItad2UEXxyzh7rwjldmI30nOOYHVBkN2QFfgl/70ve1g==',
	},
	month13: {
		body: '{"id":"4","eventType":"DELETE","timeStamp":"2020-13-16T18:08:51.309Z"}',
		signature:
			'VtrKmKWul0tsGi9j8LtPgAoBmsMVNVV/a//GvvkpI0ZV3B2rBvKv6wCYuCvJvcCZ/Z4Tu7mc1IjqQZW4gCmhjYdZ' +
			'4b3fwdVeWyykacAF6YOlqs9cDwk6Csspkw6F+/rlwz8iPeuGrmEH6E5RUfUijOZsMEQjoq8SRkCIfT/W2CSI6xgJ' +
			'1bpSShul4qTjw+bXQFl5bDVhZgl37M2mp7Bzb4yYCe8Zfb4INANZpLErQy6D9XPJcGGf27XjrCG4Mo8ibXyIhYJc' +
			'YCe2spIojhsDHDO+01tBc3gxJpu8RKbQouTgWRQNn0OUl45gh3UfmT6pPIwl7QRkKGEmf3YpZ1kc+g==',
	},
	timeless: {
		body: '{"id":"5","eventType":"DELETE"}',
		signature:
			'WHcdQcShhjLXdJAgcNTAK2cVSPKUmcCSCtuRNMvtwX+TxvvAaVA8mol+nbwQ4eJM0RE8d3P059XrhxELrqjIO1pd' +
			'MF/zuK3Yf7A/s8fFW8nxR1atuNDQMffuMorqDl3sjbRq+YXpD52sN1GlM+DvyrKroQC8v3e8GcVeaCMtsOp+uw6f' +
			'RJwKPU0NSJhyXV1U77bArtX+1pVmAM4oBkznIaee6C3q8dwO0B4of7wJLM262MAO0zt5mFU0tVz5Eh59nkaxoarF' +
			'0hA8XeUU+nSBgp1PMY8z+uFKFt9YkvEgpxH/278czDcpbbaYBH2RTcHcyqvreivqcr99hXMQbcRD4Q==',
	},
	noEvent: {
		body: '{"hello":"world"}',
		signature:
			'JSeu787N7liZMzzS+kYEaKfHxoW/e2xcB3Vr/jLZlIqSc2ySm1R+wjG9nAnncpLNsC2fzv8CpUASkaax/lfO6lis' +
			'nKIO7soyDnowyvCqN19OHox6+hZ+0MZMVu6hbmhTyhLknsnTMmLH5KWMyBdQS7P3aWuX2199TT3Ifd6Z+Pm0lcVg' +
			'e1VKxLdA0/DO5NUhn3AiMXx0ULrdGT8C5m0Tac6PR/CNEu4c9I2izsBzT8FWRS+rhu8qN3mxm55lA130u4A9M4Vq' +
			'Xs1JW/RJovw3mSxQhSX3nImESXV3fGKVh2pA0WDzFW5J8w2jXjlDqTSwqRpg/sFmjwAVRHo0SH5lgA==',
	},
	notJson: {
		body: 'hello',
		signature:
			'KxXKvrVMNaG5aoL/6CdDLZ6kg6hUpqB5umWnIbV7HyiZ1oFiEzK2bDPL5dT2ijDpO/NqBhhc3CUw4ik4Ijj3i9iK' +
			'H5suybaOV80tqrFiFOM5zM8Xy76zSN+PBrEutf5lVR8qJgQL9z3xzy6k8KJ24dTvFiKplxCHhi2v4r8gmczp0rZ8' +
			'm08vStbCditOmp8LuIscuc/jR5Il9u+o+6mpjhWwQb25errwVNMumrC5QEewLBTw42mc3Tu52UIyJerJ7LGX3QH2' +
			'LDQ6oV5pVwYXKDu8SIxby4CXqS7b4HdE2hCK7dVqL7Nqh5uYCZ/GUFK279/PQgwUEBd31PBCYhnZVA==',
	},
	cut: {
		body: '{"id":"6","eventType":"DELETE"',
		signature:
			'NT9T60V3b4nbLUHeFBKGbuMRdTVJhczfenC4LYFTX+ESW9wTi+JZ9QEgMcVtZgwTgWPv1WLUWRMcgj8SQ+uycIOz' +
			'xgMKquIi9QH5njJIvIxksqY3c1jywB6UyEkIBq4SWIAoYEfHQgbVmdrPjCud4Q4b06O8bQstuLqWBsa7VtlkEbCQ' +
			'413FXo/GnQZvy1w0wQ8te9D9KkmdgSbzaPXnYOpxvMs2EwmzVrfDVIxVzx8LmLPSSUzvtzHsRibMQTZWmsYEEB/t' +
			'PiOtH7ZS5Dyj+f8Y2W1lelbJccOTIyJMprsiTXgU3tnG54svFQ/gXP2+SyGgoehPTiwET9V0aam+eg==',
	},
};
