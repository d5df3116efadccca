package main

var hostile = []Row{}
